"""A space of Confluence as its export lays it out: as XML, and as HTML."""

from tests.articles.sources import CONFLUENCE, packed


def _page(id: int, title: str, *, more: str = "", status: str = "current", kind: str = "Page") -> str:
    return f"""<object class="{kind}" package="com.atlassian.confluence.pages">
<id name="id">{id}</id>
<property name="position"/><property name="title"><![CDATA[{title}]]></property>
<collection name="bodyContents" class="java.util.Collection"><element class="BodyContent"
 package="com.atlassian.confluence.core"><id name="id">{id + 1000}</id></element></collection>
<property name="version">3</property>{more}
<property name="space" class="Space" package="com.atlassian.confluence.spaces"><id name="id">9</id></property>
<property name="contentStatus"><![CDATA[{status}]]></property>
</object>"""


def _body(id: int, body: str, *, kind: str = "Page") -> str:
    return f"""<object class="BodyContent" package="com.atlassian.confluence.core">
<id name="id">{id + 1000}</id>
<property name="body"><![CDATA[{body.replace("]]>", "]] >")}]]></property>
<property name="content" class="{kind}" package="com.atlassian.confluence.pages"><id name="id">{id}</id></property>
<property name="bodyType">2</property>
</object>"""


FREEZER = """<ac:layout><ac:layout-section ac:type="single"><ac:layout-cell>
<p>Kept at four&nbsp;degrees &mdash; see <ac:link ac:anchor="Night"><ri:page ri:content-title="Rota" />
<ac:plain-text-link-body><![CDATA[who is on]]></ac:plain-text-link-body></ac:link> or
<ac:link><ri:page ri:content-title="Rota" /></ac:link>, and <ac:link><ri:page ri:content-title="Gone" />
<ac:link-body>the <em>old</em> page</ac:link-body></ac:link>. Ask <ac:link><ri:user ri:userkey="8a7f"/></ac:link>.</p>
<ac:structured-macro ac:name="warning" ac:schema-version="1"><ac:parameter ac:name="title">Door</ac:parameter>
<ac:rich-text-body><p>Never prop it.</p></ac:rich-text-body></ac:structured-macro>
<ac:structured-macro ac:name="toc" /><h2>Alarm</h2>
<ac:structured-macro ac:name="code"><ac:parameter ac:name="language">bash</ac:parameter>
<ac:plain-text-body><![CDATA[reset --all && echo <done>]]></ac:plain-text-body></ac:structured-macro>
<ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-status>incomplete</ac:task-status>
<ac:task-body>Read the <ac:inline-comment-marker ac:ref="x">rota</ac:inline-comment-marker></ac:task-body></ac:task>
</ac:task-list>
<ac:structured-macro ac:name="expand"><ac:parameter ac:name="title">More</ac:parameter><ac:rich-text-body>
<table><tbody><tr><th>Light</th><th>Meaning</th></tr><tr><td>red</td><td>call the porter <ac:emoticon ac:name="tick"/>
</td></tr></tbody></table></ac:rich-text-body></ac:structured-macro>
<ac:image ac:alt="Plan of the room"><ri:attachment ri:filename="plan.png" /></ac:image>
<p><ac:structured-macro ac:name="status"><ac:parameter ac:name="title">In use</ac:parameter></ac:structured-macro>
since <time datetime="2025-05-01" /></p></ac:layout-cell></ac:layout-section></ac:layout>"""

ENTITIES = f"""<?xml version="1.0" encoding="UTF-8"?>
<hibernate-generic datetime="2025-06-01 10:00:00">
<object class="Space" package="com.atlassian.confluence.spaces"><id name="id">9</id>
<property name="name"><![CDATA[Operations]]></property><property name="key"><![CDATA[OPS]]></property></object>
{_page(11, "Freezer")}
{_body(11, FREEZER)}
{_body(12, "<p>Ben, until six.</p>")}
{_page(12, "Rota")}
{_page(13, "Freezer", more='<property name="originalVersion" class="Page"><id name="id">11</id></property>')}
{_body(13, "<p>Kept at nine degrees.</p>")}
{_page(14, "Secret plan", status="draft")}
{_body(14, "<p>Not yet.</p>")}
{_page(15, "Gone", status="deleted")}
{_body(15, "<p>No longer.</p>")}
{_page(16, "New gate", kind="BlogPost")}
{_body(16, "<p>It opens in May.</p>", kind="BlogPost")}
{_body(17, "<p>First!</p>", kind="Comment")}
<object class="Label" package="com.atlassian.confluence.labels"><id name="id">5</id>
<property name="name"><![CDATA[cold-room]]></property><property name="namespace"><![CDATA[global]]></property></object>
<object class="Labelling" package="com.atlassian.confluence.labels"><id name="id">6</id>
<property name="label" class="Label"><id name="id">5</id></property>
<property name="content" class="Page"><id name="id">11</id></property></object>
</hibernate-generic>
"""

XML: dict[str, str | bytes] = {
    "entities.xml": ENTITIES,
    "exportDescriptor.properties": "exportType=space\nspaceKey=OPS\n",
    "attachments/11/99/1": b"\x89PNG",
}

_INDEX = """<!DOCTYPE html><html><head><title>OPS (Operations)</title></head><body><div id="page"><div id="main">
<div id="main-header"><h1 id="title-heading" class="pagetitle"><span id="title-text">Space Details:</span></h1></div>
<div id="content"><div id="main-content" class="pageSection"><table class="confluenceTable"><tr><th>Key</th><td>OPS</td>
</tr></table></div><div class="pageSection"><div class="pageSectionHeader"><h2 class="pageSectionTitle">Available Pages:
</h2></div><ul><li><a href="Cold-room_11.html">Cold room</a></li></ul></div></div></div></div></body></html>"""
_ATTACHED = """</div><div class="pageSection group"><div class="pageSectionHeader"><h2 id="attachments"
class="pageSectionTitle">Attachments:</h2></div><div class="greybox"><img src="images/icons/bullet_blue.gif"/>
<a href="attachments/11/99.png">plan.png</a> (image/png)</div></div></div></div><div id="footer" """

HTML: dict[str, str | bytes] = {
    "OPS/index.html": _INDEX,
    "OPS/Cold-room_11.html": CONFLUENCE.replace('</div></div></div><div id="footer" ', f"</div>{_ATTACHED}", 1),
    "OPS/Rota_12.html": CONFLUENCE.replace("Cold room", "Rota").split("<p>The room")[0]
    + "<p>Ben.</p></div></div></div>",
    "OPS/styles/site.css": "p {}",
    "OPS/images/icons/bullet_blue.gif": b"GIF89a",
    "OPS/attachments/11/99.png": b"\x89PNG",
}


def zipped(files: dict[str, str | bytes]) -> bytes:
    return packed(files)
