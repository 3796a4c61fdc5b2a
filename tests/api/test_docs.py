"""The API documentation works on a machine that reaches nothing but Mnemic."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from urllib.parse import urljoin

import httpx
import pytest
from fastapi import FastAPI

from app.api.docs import add_docs

BASE = "http://mnemic.test"


def docs_client(root_path: str = "") -> httpx.AsyncClient:
    app = FastAPI(title="Mnemic", docs_url=None, redoc_url=None)
    add_docs(app)
    return httpx.AsyncClient(transport=httpx.ASGITransport(app, root_path=root_path), base_url=BASE)


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    async with docs_client() as client:
        yield client


async def test_the_page_names_no_other_host(client):
    page = await client.get("/docs")

    assert page.status_code == 200
    assert page.headers["content-type"].startswith("text/html")
    assert not re.search(r"(?:https?:)?//[\w-]", page.text)


async def test_the_browser_is_told_to_load_nothing_from_elsewhere(client):
    policy = (await client.get("/docs")).headers["content-security-policy"]

    assert "default-src 'none'" in policy
    assert "connect-src 'self'" in policy
    assert "http" not in policy


async def test_the_specification_is_not_sent_to_a_public_validator(client):
    assert '"validatorUrl": null' in (await client.get("/docs")).text


async def test_everything_the_page_loads_is_served(client):
    page = (await client.get("/docs")).text
    links = re.findall(r'(?:src|href)="([^"]+)"', page) + re.findall(r"url: '([^']+)'", page)

    assert len(links) == 4
    for link in links:
        answer = await client.get(urljoin(f"{BASE}/docs", link))
        assert answer.status_code == 200, link
        assert answer.content, link


async def test_the_stylesheet_loads_nothing_from_elsewhere(client):
    css = (await client.get("/docs/static/swagger-ui.css")).text

    assert not re.search(r"url\(\s*[\"']?(?:https?:)?//", css)
    assert "@import" not in css


async def test_the_docs_are_not_part_of_the_api(client):
    paths = (await client.get("/openapi.json")).json()["paths"]

    assert not paths


async def test_a_proxy_prefix_is_kept():
    async with docs_client("/memory") as client:
        page = (await client.get("/memory/docs")).text

    assert "url: '/memory/openapi.json'" in page
    assert 'src="/memory/docs/static/swagger-ui-bundle.js"' in page
