"""Who is put into a local Slack before the story begins, and what happens in it that no single person does?"""

from collections.abc import Sequence

from bot.playground.api import posting
from bot.playground.clock import Clock
from bot.playground.events import payloads
from bot.playground.events.delivery import Postman
from bot.playground.people import person, unread
from bot.playground.people.person import Person
from bot.playground.site import Site
from bot.playground.state import Channel, ChannelKind, Json, Member, Message, UserGroup
from bot.playground.workspace import Workspace


class Happenings:
    """A workspace one can fill and where things happen."""

    clock: Clock
    workspace: Workspace
    postman: Postman
    site: Site

    # --- people and channels; silent: nobody is told ---

    def person(self, name: str) -> Person:
        """Give somebody's hands and eyes."""
        return self.site.person(name)

    def add_person(self, name: str, **facts: str | bool) -> Person:
        """Put somebody in before the story begins: real_name, tz, locale, company, is_admin, is_restricted …"""
        self.workspace.add_member(name, **facts)  # type: ignore[arg-type]  # company and real_name are texts
        return self.site.person(name)

    def add_channel(self, name: str, *members: str, kind: ChannelKind = ChannelKind.PUBLIC) -> Channel:
        """Put a channel in before the story begins."""
        return self.workspace.add_channel(name, *members, kind=kind)

    def channel(self, name: str) -> Channel:
        """Find a channel by name or id."""
        return self.workspace.channel(name)

    def add_group(self, handle: str, *members: str) -> UserGroup:
        """Put a user group in before the story begins."""
        group = UserGroup(id=self.workspace.new_id("S", handle), handle=handle, name=handle.capitalize())
        group.members = [self.workspace.member(m).id for m in members]
        self.workspace.groups[group.id] = group
        return group

    def everybody_has_read_everything(self) -> None:
        """Let nothing be unread."""
        for channel in self.workspace.channels.values():
            for member in channel.members:
                unread.reads(self.workspace, channel, self.workspace.members[member])

    # --- what happens; the bot is told ---

    def app_says(
        self,
        where: str,
        text: str = "",
        *,
        blocks: Sequence[Json] = (),
        attachments: Sequence[Json] = (),
        app: str = "Forms",
        has_user: bool = False,
        thread: str = "",
    ) -> Message:
        """Let another app post: with a bot user of its own, or as a `bot_message` under a name."""
        with self.workspace.lock:
            channel = self.channel(where)
            member = self.workspace.app_user(app) if has_user else None
            content = posting.checked({"text": text, "blocks": list(blocks), "attachments": list(attachments)})
            message = self.workspace.store(
                Message(
                    ts=self.workspace.next_ts(),
                    channel=channel.id,
                    user=member.id if member else "",
                    username="" if member else app,
                    bot_id=f"B0{app.upper()}",
                    subtype="" if member else "bot_message",
                    text=content.text,
                    blocks=content.blocks,
                    attachments=content.attachments,
                    thread_ts=thread,
                )
            )
            kind = "channel" if channel.kind is ChannelKind.PUBLIC else channel.kind.value
            event = payloads.message(self.workspace, message)
            event |= {"channel": channel.id, "channel_type": kind, "event_ts": message.ts}
        self.postman.event(event, channel)
        return message

    def joins_team(self, name: str, **facts: str | bool) -> Person:
        """Let somebody new arrive."""
        person = self.add_person(name, **facts)
        self.postman.event(self._about("team_join", person.member))
        return person

    def deactivate(self, name: str) -> None:
        """Let somebody leave the company."""
        self.changes(name, deleted=True)

    def rename(self, name: str, *, to: str, real_name: str = "") -> None:
        """Let somebody take another name."""
        self.changes(name, name=to, real_name=real_name or to.capitalize())

    def changes(self, who: str, /, **facts: str | bool) -> None:
        """Let facts about somebody change: tz, deleted, is_admin …"""
        member = self.workspace.member(who)
        with self.workspace.lock:
            for fact, value in facts.items():
                setattr(member, fact, value)
            member.updated = int(self.clock.now().timestamp())
            self.workspace.touch()
        self.postman.event(self._about("user_change", member))

    def regroups(self, handle: str, *members: str) -> None:
        """Let a user group have these members from now on."""
        with self.workspace.lock:
            group = next(one for one in self.workspace.groups.values() if one.handle == handle)
            now, before = [self.workspace.member(name).id for name in members], group.members
            group.members = now
            self.workspace.touch()
        added, removed = [one for one in now if one not in before], [one for one in before if one not in now]
        self.postman.event(
            {
                "type": "subteam_members_changed",
                "subteam_id": group.id,
                "team_id": self.workspace.team_id,
                "added_users": added,
                "added_users_count": len(added),
                "removed_users": removed,
                "removed_users_count": len(removed),
                "event_ts": self.workspace.next_ts(),
            }
        )

    def disbands(self, handle: str) -> None:
        """Let a user group be disabled."""
        with self.workspace.lock:
            group = next(one for one in self.workspace.groups.values() if one.handle == handle)
            group.disabled = True
            self.workspace.touch()
            about = payloads.usergroup(self.workspace, group)
        self.postman.event({"type": "subteam_updated", "subteam": about, "event_ts": self.workspace.next_ts()})

    def _about(self, kind: str, member: Member) -> Json:
        return {"type": kind, "user": payloads.user(self.workspace, member), "event_ts": self.workspace.next_ts()}

    def invite_bot(self, channel: str) -> None:
        """Let somebody invite the bot into a channel."""
        where = self.channel(channel)
        if self.workspace.bot.id not in where.members:
            where.members.append(self.workspace.bot.id)
            self.workspace.touch()
            bot, ts = self.workspace.bot, self.workspace.next_ts()
            event = person.membership("member_joined_channel", bot.id, where, bot.team_id, ts)
            self.postman.event(event, where)

    def kick_bot(self, channel: str) -> None:
        """Let somebody remove the bot from a channel."""
        where = self.channel(channel)
        if self.workspace.bot.id in where.members:
            where.members.remove(self.workspace.bot.id)
            self.workspace.touch()
            event = {"type": "channel_left", "channel": where.id, "actor_id": where.creator}
            self.postman.event(event | {"event_ts": self.workspace.next_ts()}, where)

    def archive(self, channel: str) -> None:
        """Archive a channel."""
        where = self.channel(channel)
        where.archived = True
        self.workspace.touch()
        event = {"type": "channel_archive", "channel": where.id, "user": where.creator}
        self.postman.event(event | {"event_ts": self.workspace.next_ts()}, where)

    def uninstall(self) -> None:
        """Remove the app from the workspace."""
        self.workspace.is_installed = False
        ts = self.workspace.next_ts()
        self.postman.event({"type": "tokens_revoked", "tokens": {"bot": [self.workspace.bot.id]}, "event_ts": ts})
        self.postman.event({"type": "app_uninstalled", "event_ts": ts})
