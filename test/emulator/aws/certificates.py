"""A certificate authority of one's own, whose certificate Lambda functions trust, and a certificate for any name."""

from __future__ import annotations

import datetime
import functools
import ssl

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from .settings import SETTINGS

# Whoever checks a certificate does so in real time, which lies in here as virtual time does.
VALID = datetime.timedelta(days=365)
_key = ec.generate_private_key(ec.SECP256R1())


def _builder(name: str) -> x509.CertificateBuilder:
    now = datetime.datetime.now(datetime.timezone.utc)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name[:64])])
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(_issuer).public_key(_key.public_key())
    builder = builder.serial_number(x509.random_serial_number())
    return builder.not_valid_before(now - VALID).not_valid_after(now + VALID)


_issuer = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, 'emulator')])
_constraints = x509.BasicConstraints(ca=True, path_length=None)
_authority = _builder('emulator').add_extension(_constraints, critical=True).sign(_key, hashes.SHA256())


def write_authority() -> None:
    """Puts the certificate of the authority where functions look for it."""
    (SETTINGS.folder / 'authority.pem').write_bytes(_authority.public_bytes(serialization.Encoding.PEM))


@functools.cache
def as_imported(name: str) -> tuple[bytes, bytes]:
    """A certificate for a name, and its key."""
    names = x509.SubjectAlternativeName([x509.DNSName(name)])
    certificate = _builder(name).add_extension(names, critical=False).sign(_key, hashes.SHA256())
    key_format = (serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL)
    key = _key.private_bytes(*key_format, serialization.NoEncryption())
    return certificate.public_bytes(serialization.Encoding.PEM), key


@functools.cache
def context_for(name: str) -> ssl.SSLContext:
    """What a server needs to be a certain one."""
    file = SETTINGS.folder / f'{name}.pem'
    file.write_bytes(b''.join(as_imported(name)))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context


def server_context() -> ssl.SSLContext:
    """What a server needs to be anyone whom a client asks for."""
    context = context_for('localhost')
    served = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    served.load_cert_chain(SETTINGS.folder / 'localhost.pem')

    def choose(connection: ssl.SSLObject, name: str | None, _: ssl.SSLContext) -> None:
        connection.context = context_for(name) if name else context

    served.sni_callback = choose
    return served
