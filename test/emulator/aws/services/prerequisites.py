"""What there is before the first deploy: images that a manifest names, certificates."""

from __future__ import annotations

from typing import Any

from moto.acm.models import acm_backends
from moto.ec2.models import ec2_backends
from moto.ec2.models.amis import Ami

from ..api import call
from ..certificates import as_imported
from ..settings import SETTINGS


def register_image(manifest: dict[str, Any]) -> str:
    """Makes the image of a release known in this region, and returns its id."""
    image = manifest['images'][SETTINGS.region]
    backend = ec2_backends[SETTINGS.account][SETTINGS.region]
    backend.amis[image] = Ami(
        backend,
        image,
        name=f'{manifest["commit"][:12]}-{image}',
        architecture=manifest['architecture'],
        state='available',
        virtualization_type='hvm',
        hypervisor='xen',
        root_device_type='ebs',
        root_device_name=manifest.get('rootDeviceName', '/dev/xvda'),
        region_name=SETTINGS.region,
    )
    return image


def register_certificate(arn: str) -> None:
    """Makes a certificate known, under the ARN that a template names."""
    certificate, key = as_imported('*.internal')
    imported = call('acm', 'ImportCertificate', Certificate=certificate, PrivateKey=key)['CertificateArn']
    backend = acm_backends[SETTINGS.account][SETTINGS.region]
    bundle = backend._certificates.pop(imported)
    bundle.arn = arn
    backend._certificates[arn] = bundle
