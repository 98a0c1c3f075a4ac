"""What the servers of the verification run: healthy always, and bad as soon as they have a certain tag."""

import http.server
import os
import urllib.error
import urllib.request

METADATA = os.environ.get("METADATA", "http://169.254.169.254")
PORT = int(os.environ.get("PORT", "8080"))
TAG = "golden-path-verify-bad"


def ask(path, method="GET", headers={}):
    request = urllib.request.Request(METADATA + path, method=method, headers=headers)
    with urllib.request.urlopen(request, timeout=1) as answer:
        return answer.read().decode()


def is_bad():
    """On a Nitro instance the metadata service shows a new tag while the server runs."""
    token = ask("/latest/api/token", "PUT", {"X-aws-ec2-metadata-token-ttl-seconds": "60"})
    try:
        ask("/latest/meta-data/tags/instance/" + TAG, headers={"X-aws-ec2-metadata-token": token})
    except urllib.error.HTTPError as error:
        if error.code == 404:
            return False
        raise
    return True


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path != "/healthz" and is_bad():
            self.reply(500, "made bad on purpose")
        else:
            self.reply(200, "verified")

    def reply(self, status, text):
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


if __name__ == "__main__":
    http.server.ThreadingHTTPServer(("", PORT), Handler).serve_forever()
