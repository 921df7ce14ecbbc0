"""Under which address others reach this server, whoever asks at its own machine."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from danube.access import listening
from danube.access.listening import Place

PORT = 8501


@dataclass(frozen=True)
class Way:
    """Scheme, host and port; `alone`: nobody beyond this machine gets there."""

    origin: str
    alone: bool = False


def way(url: str, allowed: tuple[str, ...], places: list[Place] | None) -> Way:
    """How others get here.

    Args:
        url: where the asker's own browser is; a name that others can reach is taken as it stands.
        allowed: the names that the server answers to.
        places: where it listens, None where the system does not tell.
    """
    here = urlsplit(url)
    if here.hostname and not listening.loopback(here.hostname):
        return Way(f"{here.scheme}://{here.netloc}")
    port = here.port or (places[0][1] if places else PORT)
    outside = [name for name in allowed if not listening.loopback(name) and "*" not in name]
    open_to_all = places is None or any(not listening.loopback(host) for host, _port in places)
    if outside and open_to_all:
        host = f"[{outside[0]}]" if ":" in outside[0] else outside[0]
        return Way(f"http://{host}:{port}")
    return Way(f"{here.scheme or 'http'}://{here.netloc or f'localhost:{port}'}", alone=True)
