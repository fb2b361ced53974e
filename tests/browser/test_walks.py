"""Two stories that take days, in a real browser: a mentor is found, and a channel reads its week.

With POLLEN_SCREENSHOTS set, the pictures in the README are taken anew.
"""

from playwright.sync_api import Locator, Page, expect

from tests.browser.test_playground import shown

SOON = 40_000  #: ms; what was skipped to is done by jobs, each at its own pace


def be(page: Page, name: str, where: str = "") -> None:
    """Look through somebody's eyes, at a channel or at the conversation with the bot."""
    value = page.locator("#me option").filter(has_text=name).get_attribute("value")
    page.locator("#me").select_option(value)
    expect(page.locator(f"#people [data-key={value}]")).to_have_count(0)
    if where:
        page.locator("#channels").get_by_role("button", name=where).click()
        expect(page.get_by_label(f"Message #{where}")).to_be_visible()
    else:
        page.locator("#apps").get_by_role("button").click()
        page.get_by_role("button", name="Messages", exact=True).click()
        expect(page.get_by_label("Message Pollen")).to_be_visible()


def say(page: Page, text: str) -> None:
    box = page.locator("#composer textarea")
    box.fill(text)
    box.press("Enter")
    expect(box).to_have_value("")


def press(page: Page, button: Locator) -> None:
    """Press, and press again when the page says that the app did not answer in time: a slow machine is no fault."""
    for _ in range(3):
        with page.expect_response(
            lambda told: "/page/act" in told.url and '"press"' in (told.request.post_data or "")
        ) as told:
            button.click(timeout=SOON)
        if not told.value.json().get("error"):
            return


def message(page: Page, text: str) -> Locator:
    return page.locator("#messages").get_by_role("article").filter(has_text=text).last


def answer(page: Page, words: str) -> Locator:
    """Give what stands right under what was said."""
    return message(page, words).locator("xpath=following-sibling::article[1]")


def told(page: Page, words: str) -> Locator:
    """Give the last message of the thread under what was said; with Pollen it stands in the conversation."""
    if "Pollen" in page.locator("#where").inner_text():
        return answer(page, words)
    message(page, words).get_by_role("button", name="1 reply").click(timeout=SOON)
    expect(page.locator("#replies").get_by_role("article").nth(1)).to_be_visible(timeout=SOON)
    return page.locator("#replies").get_by_role("article").last


def offer(page: Page, name: str, topic: str) -> None:
    be(page, name)
    say(page, f"I can mentor {topic}")
    card = told(page, f"I can mentor {topic}")
    press(page, card.get_by_role("button", name="List me"))
    expect(card).to_contain_text("Thank you! You mentor Kubernetes", timeout=SOON)


def skip(page: Page, to: str) -> None:
    page.get_by_role("button", name=f"Skip to {to}").click()


def picture(page: Page, name: str) -> None:
    """Take a picture of the conversation alone."""
    if page.locator("#thread").is_visible():
        page.get_by_role("button", name="Close thread").click()
    page.set_viewport_size({"width": 1040, "height": 800})
    page.locator("#messages").evaluate("box => box.scrollTop = box.scrollHeight")
    shown(page, name)


def test_from_asking_for_a_mentor_to_the_introduction_with_the_days_between(playground: str, page: Page) -> None:
    page.goto(playground)
    skip(page, "Monday 09:00")
    offer(page, "Ida Holm", "Kubernetes")
    offer(page, "Ben Okafor", "Kubernetes")

    be(page, "Ana Ruiz")
    say(page, "I need a mentor for k8s because I take over our cluster in May")
    card = told(page, "I need a mentor for k8s")
    expect(card).to_contain_text("Should I look for a mentor for Kubernetes?")
    expect(card).to_contain_text("I take over our cluster in May")
    expect(card).to_contain_text("your name stays private until someone accepts")
    press(page, card.get_by_role("button", name="Ask for me"))
    expect(message(page, "Finding you a mentor for Kubernetes: one person asked, reply due by")).to_be_visible(
        timeout=SOON
    )

    be(page, "Ida Holm")
    question = message(page, "Someone would like a mentor for Kubernetes")
    expect(question).to_contain_text("Why you: teaches Kubernetes", timeout=SOON)
    expect(question).not_to_contain_text("Ana")

    skip(page, "Wednesday 10:00")  # Ida does not answer
    be(page, "Ana Ruiz")
    expect(message(page, "one mentor didn't answer in time")).to_contain_text("I have asked the next", timeout=SOON)
    expect(message(page, "Finding you a mentor for Kubernetes: 2 people asked")).to_be_visible(timeout=SOON)

    be(page, "Ben Okafor")
    question = message(page, "Someone would like a mentor for Kubernetes")
    press(page, question.get_by_role("button", name="I'll help"))
    expect(message(page, "I've introduced you both.")).to_contain_text("@ana", timeout=SOON)

    page.locator("#people").get_by_role("button", name="Ana Ruiz, Pollen").click(timeout=SOON)
    hello = message(page, "a mentor for Kubernetes")
    expect(hello).to_contain_text("I take over our cluster in May")
    expect(hello).to_contain_text("For a first meeting")
    expect(hello).to_contain_text("suit both your working hours")
    expect(hello).to_contain_text(" Madrid = ")
    be(page, "Ana Ruiz")
    expect(message(page, "I've introduced you to each other.")).to_be_visible(timeout=SOON)
    page.locator("#people").get_by_role("button", name="Ben Okafor, Pollen").click()
    expect(message(page, "I'll check in with you both in five working days.")).to_be_visible()
    picture(page, "introduction")


def test_a_week_in_a_channel_and_the_digest_on_wednesday(playground: str, page: Page) -> None:
    page.goto(playground)
    be(page, "Ana Ruiz", "learning")
    say(page, "/pollen digest here weekly Wed 10:00 Europe/Madrid")
    expect(message(page, "a digest in")).to_contain_text("every Wednesday at 10:00 (Europe/Madrid)")

    be(page, "Chika Mori", "learning")
    say(page, "@pollen I passed CKA!")
    be(page, "Ben Okafor", "learning")
    post = told(page, "I passed CKA")
    expect(post).to_contain_text("chika passed CKA")
    press(page, post.get_by_role("button", name="Congratulate"))
    expect(post.get_by_role("button", name="Congratulate 1")).to_be_visible(timeout=SOON)
    say(
        page,
        "/kudos @ana for showing me how the release pipeline retries: the flaky step failed 3 times a day #taught-me",
    )
    expect(message(page, "flaky step")).to_be_visible(timeout=SOON)
    be(page, "Ida Holm", "learning")
    say(page, "/kudos @ben for staying late to bring the staging database back with me #unblocked")
    say(page, "/learn how do I prepare for a first mentoring meeting?")
    answer = page.get_by_role("article").filter(has_text="Prepare a first mentoring meeting").first
    press(page, answer.get_by_role("button", name="Share"))
    expect(message(page, "Shared by")).to_be_visible(timeout=SOON)
    say(page, "@pollen who renews the wildcard certificate of the staging cluster?")
    expect(told(page, "wildcard certificate")).to_be_visible(timeout=SOON)
    be(page, "Gus Bauer", "learning")
    say(page, "@pollen I'm new here, I joined the data team")
    expect(told(page, "I'm new here")).to_contain_text("gus is new here", timeout=SOON)

    be(page, "Ana Ruiz", "learning")
    skip(page, "Wednesday 10:00")
    digest = message(page, "What we learned this week")
    expect(digest).to_be_visible(timeout=SOON)
    for line in ("chika passed CKA", "release pipeline retries", "first mentoring meeting", "gus is new here"):
        expect(digest).to_contain_text(line)
    expect(digest).to_contain_text("ana looks after this digest")
    expect(digest.locator(".mention")).to_have_count(0)
    expect(digest.get_by_role("button", name="1 reply")).to_be_visible(timeout=SOON)
    picture(page, "digest")


def asks(page: Page, name: str, question: str) -> Locator:
    be(page, name, "general")
    say(page, f"/learn {question}")
    found = page.locator("#messages").get_by_role("article").filter(has=page.get_by_role("button", name="Fix it"))
    expect(found.last).to_be_visible(timeout=SOON)
    return found.last


def test_from_a_wrong_answer_to_the_message_of_the_person_it_misled(playground: str, page: Page) -> None:
    page.goto(playground)
    skip(page, "Monday 09:00")
    question = "how do I prepare for a first mentoring meeting?"
    be(page, "Ida Holm", "general")
    say(page, "/pollen doctor")  # whoever is met as an admin curates
    expect(page.locator("#messages")).to_contain_text("knowledge base", timeout=SOON)
    asks(page, "Ben Okafor", question)
    wrong = asks(page, "Ana Ruiz", question)
    wrong.get_by_role("button", name="Wrong").click()
    page.get_by_role("button", name="Out of date").click()
    expect(message(page, "A curator will look at it")).to_be_visible(timeout=SOON)

    be(page, "Ida Holm")
    card = message(page, "is out of date")
    expect(card).to_be_visible(timeout=SOON)
    card.get_by_role("button", name="Fix", exact=True).click()
    form = page.get_by_role("dialog")
    form.locator("textarea").first.fill("Write down one question, and bring your calendar.")
    expect(form.get_by_role("checkbox")).to_be_checked()
    form.locator("[type=submit]").click()
    expect(message(page, "fixed it")).to_be_visible(timeout=SOON)

    be(page, "Ana Ruiz")
    expect(message(page, "You told me about")).to_contain_text("has fixed it", timeout=SOON)
    skip(page, "Wednesday 10:00")
    be(page, "Ben Okafor")
    told = message(page, "A correction to something you read")
    expect(told).to_contain_text("it was wrong", timeout=SOON)
    expect(told).to_contain_text("bring your calendar")
