"""Taiwan: the rules are data, in pack.toml and rules/."""

from briefgen import hookimpl, load_pack


@hookimpl
def briefgen_pack():
    return load_pack(__file__)
