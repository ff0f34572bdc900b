"""A real mail server for the tests of the gateways: aiosmtpd on a free port of loopback.

Prints its port, then for each letter one line of JSON with what Python's own mail parser reads in
it. Refuses the recipient nobody@example.org and any password but `right`. Ends with its standard
input.
"""

import asyncio
import email
import email.policy
import json
import sys

from aiosmtpd.controller import UnthreadedController
from aiosmtpd.smtp import AuthResult


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address == "nobody@example.org":
            return f"550 5.1.1 <{address}>: user unknown"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        letter = email.message_from_bytes(envelope.content, policy=email.policy.default)
        sender = letter["From"].addresses[0]
        parts = [
            {
                "content_type": part.get_content_type(),
                "file_name": part.get_filename(),
                "hex": part.get_payload(decode=True).hex(),
            }
            for part in letter.walk()
            if not part.is_multipart()
        ]
        told = {
            "signed_in_as": session.auth_data.decode() if session.auth_data else None,
            "envelope": [envelope.mail_from, *envelope.rcpt_tos],
            "headers": sorted(name.lower() for name in letter.keys()),
            "from": [sender.display_name, sender.addr_spec],
            "to": letter["To"],
            "subject": letter["Subject"],
            "date": letter["Date"].datetime.timestamp(),
            "message_id": letter["Message-ID"],
            "parts": parts,
        }
        print(json.dumps(told), flush=True)
        return "250 OK"


def authenticate(server, session, envelope, mechanism, data):
    if data.password == b"right":
        return AuthResult(success=True, auth_data=data.login)
    return AuthResult(success=False, handled=False)


loop = asyncio.new_event_loop()
controller = UnthreadedController(
    Handler(),
    hostname="127.0.0.1",
    port=0,
    loop=loop,
    authenticator=authenticate,
    auth_require_tls=False,
)
controller.begin()
print(controller.server.sockets[0].getsockname()[1], flush=True)
loop.run_until_complete(loop.run_in_executor(None, sys.stdin.read))
