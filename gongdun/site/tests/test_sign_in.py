"""Nobody is signed in before the password, and the code where one is asked, were right."""

import re

import pytest
from django.urls import reverse
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from gongdun.site.tests.accounts import PASSWORD, an_officer
from gongdun.vault import journal

pytestmark = pytest.mark.django_db


def try_to_sign_in(client, username="chenjing", password=PASSWORD, **more):
    return client.post(reverse("login"), {"username": username, "password": password, **more})


def is_signed_in(client):
    return "_auth_user_id" in client.session


def code_of(device, drift=0):
    return f"{totp(device.bin_key, drift=drift):06d}"


def a_registered(account):
    return TOTPDevice.objects.create(user=account, confirmed=True, name="phone")


def test_an_officer_without_a_code_role_enters_by_password(client):
    an_officer()
    assert try_to_sign_in(client).url == reverse("home")
    assert is_signed_in(client)


def test_a_wrong_password_says_so_in_chinese_and_in_english(client):
    an_officer()
    assert "账号或密码不对" in try_to_sign_in(client, password="wrong").content.decode()
    client.cookies["django_language"] = "en"
    assert "The username or the password is not right" in try_to_sign_in(client, password="wrong").content.decode()


def test_five_wrong_tries_lock_the_account_and_say_for_how_long(client):
    an_officer()
    for _try in range(5):
        response = try_to_sign_in(client, password="wrong")
    assert response.status_code == 429
    assert "15 分钟后自动解锁" in response.content.decode()
    assert try_to_sign_in(client).status_code == 429
    assert not is_signed_in(client)


def test_a_code_role_registers_a_device_before_it_enters_and_gets_recovery_codes_once(client):
    officer = an_officer(roles=["approver"])
    assert try_to_sign_in(client).url == reverse("sign_in_device")
    assert not is_signed_in(client)
    page = client.get(reverse("sign_in_device")).content.decode()
    assert "<svg" in page and "style=" not in page
    device = TOTPDevice.objects.get(user=officer, confirmed=False)
    wrong = client.post(reverse("sign_in_device"), {"code": "000000"})
    assert "动态口令不对" in wrong.content.decode() and not is_signed_in(client)
    TOTPDevice.objects.update(throttling_failure_count=0)
    shown = client.post(reverse("sign_in_device"), {"code": code_of(device)}).content.decode()
    assert is_signed_in(client)
    assert len(re.findall(r"<li>([2-9a-hjkmnp-z]{10})</li>", shown)) == StaticToken.objects.count() == 8


def test_with_a_device_the_code_is_asked_on_a_page_of_its_own(client):
    device = a_registered(an_officer(roles=["approver"]))
    assert try_to_sign_in(client).url == reverse("sign_in_code")
    assert not is_signed_in(client)
    assert client.post(reverse("sign_in_code"), {"code": code_of(device)}).url == reverse("home")
    assert is_signed_in(client)


def test_the_code_may_come_with_the_password(client):
    device = a_registered(an_officer(roles=["approver"]))
    assert try_to_sign_in(client, code=code_of(device)).url == reverse("home")
    assert is_signed_in(client)


def test_a_code_serves_once(client):
    device = a_registered(an_officer(roles=["approver"]))
    code = code_of(device)
    assert try_to_sign_in(client, code=code).url == reverse("home")
    client.logout()
    assert try_to_sign_in(client, code=code).url == reverse("sign_in_code")
    assert not is_signed_in(client)


def test_a_recovery_code_enters_once(client):
    officer = an_officer(roles=["approver"])
    a_registered(officer)
    holder = officer.staticdevice_set.create(name="recovery")
    holder.token_set.create(token="abcdefgh23")
    try_to_sign_in(client)
    assert client.post(reverse("sign_in_code"), {"code": "abcdefgh23"}).url == reverse("home")
    client.logout()
    try_to_sign_in(client)
    assert client.post(reverse("sign_in_code"), {"code": "abcdefgh23"}).status_code == 200
    assert not is_signed_in(client)


def test_without_the_password_the_code_pages_lead_back(client):
    an_officer(roles=["approver"])
    for name in ("sign_in_code", "sign_in_device"):
        assert client.get(reverse(name)).url == reverse("login")


def test_a_device_already_registered_cannot_be_replaced_by_the_password_alone(client):
    a_registered(an_officer(roles=["approver"]))
    try_to_sign_in(client)
    assert client.get(reverse("sign_in_device")).url == reverse("login")


def test_the_demo_asks_codes_only_of_who_registered_a_device(client, settings):
    settings.DEMO = True
    an_officer(roles=["approver"])
    assert try_to_sign_in(client).url == reverse("home")


def test_only_the_demo_lists_its_accounts(client, settings):
    an_officer()
    assert "陈静" not in client.get(reverse("login")).content.decode()
    settings.DEMO = True
    assert "陈静" in client.get(reverse("login")).content.decode()


def test_who_is_signed_out_for_idleness_is_told_so(client):
    assert "30 分钟没有操作，已自动退出" in client.get(reverse("login") + "?idle=1").content.decode()


def test_the_following_page_is_kept_through_the_code_and_a_foreign_one_is_not(client):
    device = a_registered(an_officer(roles=["approver"]))
    assert try_to_sign_in(client, next="/account/password/").url == reverse("sign_in_code")
    assert client.post(reverse("sign_in_code"), {"code": code_of(device)}).url == "/account/password/"
    client.logout()
    device.refresh_from_db()
    assert try_to_sign_in(client, next="https://elsewhere.example/", code=code_of(device, drift=1)).url == reverse("home")


def test_a_changed_password_is_journalled_without_saying_it(client):
    officer = an_officer()
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
    new = {"old_password": PASSWORD, "new_password1": "常州-harbour-17", "new_password2": "常州-harbour-17"}
    assert client.post(reverse("password_change"), new).url == reverse("home")
    assert is_signed_in(client)
    officer.refresh_from_db()
    assert officer.check_password("常州-harbour-17")
    entries = journal.search(officer=officer.pk)
    assert [entry.action for entry in entries] == ["site.change_password"]
    assert "harbour" not in str(entries[0].content)


def test_a_wrong_present_password_changes_nothing(client):
    officer = an_officer()
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
    page = client.post(
        reverse("password_change"), {"old_password": "x", "new_password1": "常州-harbour-17", "new_password2": "常州-harbour-17"}
    )
    assert "现用密码不对" in page.content.decode()
    officer.refresh_from_db()
    assert officer.check_password(PASSWORD)


def test_a_signed_in_officer_registers_a_device_and_makes_new_recovery_codes(client):
    officer = an_officer()
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
    client.get(reverse("code_device"))
    device = TOTPDevice.objects.get(user=officer)
    client.post(reverse("code_device"), {"code": code_of(device)})
    before = set(StaticToken.objects.values_list("token", flat=True))
    client.post(reverse("code_device"), {"recovery": "1"})
    after = set(StaticToken.objects.values_list("token", flat=True))
    assert len(before) == len(after) == 8 and not before & after


def test_signing_out_leads_to_the_sign_in(client):
    client.force_login(an_officer(), backend="django.contrib.auth.backends.ModelBackend")
    assert client.post(reverse("logout")).url == reverse("login")
    assert not is_signed_in(client)
