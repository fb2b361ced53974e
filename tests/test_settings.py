"""Does a wrong environment get a clear sentence for everything that is wrong, at once?"""

import pytest

from bot import settings
from bot.errors import SettingsError

GOOD = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}


def problems(environ: dict[str, str]) -> list[str]:
    with pytest.raises(SettingsError) as refused:
        settings.read(environ)
    return str(refused.value).splitlines()


def test_an_empty_environment_names_everything_that_is_needed() -> None:
    found = problems({})
    assert any("SLACK_BOT_TOKEN is missing" in one for one in found)
    assert any("SLACK_APP_TOKEN" in one and "SLACK_SIGNING_SECRET" in one for one in found)


def test_all_mistakes_are_named_at_once() -> None:
    wrong = {
        "SLACK_BOT_TOKEN": "xapp-swapped",
        "SLACK_APP_TOKEN": "xoxb-swapped",
        "PORT": "eighty",
        "LOG_LEVEL": "LOUD",
        "LOG_FORMAT": "xml",
        "DATABASE_URL": "mysql://x/y",
        "SLACK_API_URL": "ftp://x",
    }
    found = "\n".join(problems(wrong))
    for name in wrong:
        assert name in found


def test_a_token_in_a_wrong_place_is_not_repeated() -> None:
    assert "xapp-secret" not in "\n".join(problems({"SLACK_BOT_TOKEN": "xapp-secret"}))


def test_an_app_token_means_socket_mode() -> None:
    assert settings.read(GOOD).is_socket_mode
    assert not settings.read({"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "s"}).is_socket_mode


def test_the_data_is_a_sqlite_file_of_the_user_by_default() -> None:
    url = settings.read(GOOD).database_url
    assert url.get_backend_name() == "sqlite"
    assert str(url.database).endswith("pollen.sqlite3")


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_any_postgresql_address_is_understood(scheme: str) -> None:
    url = settings.database_url({"DATABASE_URL": f"{scheme}://u:secret@host/name"})
    assert url.drivername == "postgresql+psycopg"


def test_settings_do_not_print_their_secrets() -> None:
    assert "xoxb" not in repr(settings.read(GOOD))
