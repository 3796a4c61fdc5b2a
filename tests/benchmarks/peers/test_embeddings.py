"""Peers get the vectors that the baselines are compared with, from an endpoint as OpenAI's."""

from __future__ import annotations

import numpy as np
import openai

from benchmarks.peers.dialogue import PASSAGE_MODEL, QUERY_MODEL
from benchmarks.peers.embeddings import embeddings_endpoint
from benchmarks.quality.vectors import VectorCache


def test_the_model_chooses_the_prompt_and_openais_client_understands_the_answer(tmp_path):
    vectors = VectorCache(tmp_path)
    texts = ["I love mountain lakes.", "我喜欢高山湖泊"]

    with (
        embeddings_endpoint(vectors) as url,
        openai.OpenAI(base_url=url, api_key="none") as client,
    ):
        for model, is_query in ((PASSAGE_MODEL, False), (QUERY_MODEL, True)):
            answer = client.embeddings.create(model=model, input=texts, encoding_format="float")
            rows = np.array([item.embedding for item in answer.data], dtype=np.float32)
            assert np.array_equal(rows, vectors.embed(texts, is_query=is_query))
        one = client.embeddings.create(model="any", input=texts[0], encoding_format="float")

    assert len(one.data) == 1
