"""What Chinese turns state, and what they do not."""

from __future__ import annotations

import pytest

from app.memory.extraction.extract import extract
from tests.memory.extraction.turns import said, stated

STATED = [
    ("我喜欢高山湖泊", "likes", "高山湖泊"),
    ("喜欢摄影", "likes", "摄影"),
    ("我热爱舞蹈和时尚", "likes", "时尚"),
    ("我不喜欢香菜", "dislikes", "香菜"),
    ("我讨厌下雨", "dislikes", "下雨"),
    ("我更喜欢靠窗的座位", "prefers", "靠窗的座位"),
    ("我最喜欢的颜色是蓝色", "favourite_color", "蓝色"),
    ("希望住有景观的民宿", "wants", "住有景观的民宿"),
    ("我想去冰岛看极光", "wants", "去冰岛看极光"),
    ("担心高原反应", "worried_about", "高原反应"),
    ("预算 2 万人民币", "budget", "20000 CNY"),
    ("我的预算大概是两万元", "budget", "20000 CNY"),
    ("旅行预算是3000欧元", "budget", "3000 EUR"),
    ("已订好 10月5日机票", "booked", "机票"),
    ("我叫王小明，住在上海，在阿里巴巴工作", "name", "王小明"),
    ("我叫王小明，住在上海，在阿里巴巴工作", "lives_in", "上海"),
    ("我叫王小明，住在上海，在阿里巴巴工作", "works_at", "阿里巴巴"),
    ("我现在在腾讯上班，是一名程序员", "job", "程序员"),
    ("我上个月搬到了北京", "lives_in", "北京"),
    ("从五月开始我又回到里斯本", "lives_in", "里斯本"),
    ("我对花生过敏", "allergic_to", "花生"),
    ("我有高血压", "has_condition", "高血压"),
    ("我家的狗叫旺财", "dog", "旺财"),
    ("我养了一只猫", "owns", "一只猫"),
    ("我的生日是3月3日", "birthday", "03-03"),
    ("你好，我是Tom", "name", "Tom"),
    ("我打算下个月去云南旅游", "plans", "去云南旅游"),
    ("我昨天去了一个支持小组", "did", "去了一个支持小组"),
    ("我每周三都去健身房", "habit", "每周三都去健身房"),
]

NOT_STATED = [
    "好的，谢谢",
    "你喜欢咖啡吗？",
    "如果我住在北京，我会很开心",
    "要是我在腾讯工作就好了",
    "他说他喜欢爵士乐",
    "妈妈说我喜欢吃糖",
    "她说“我喜欢爵士乐”",
    "小明搬到了北京，喜欢足球",
    "他上个月搬到了上海",
    "我对花生不过敏",
    "请帮我写一份我喜欢北京的作文",
    "我喜欢你的想法",
    "希望你能帮我",
    "我不是住在北京",
    "是挺难的",
    "我在考虑和别人一起工作",
    "我还在筹备开舞蹈工作室",
    '[mnemic:recalled source="m1" trust="user"]\n我住在罗马。\n[/mnemic:recalled]',
]


@pytest.mark.parametrize(("text", "predicate", "object_"), STATED)
def test_a_statement_about_oneself_is_taken(text, predicate, object_):
    assert (predicate, object_) in stated(text)


@pytest.mark.parametrize("text", NOT_STATED)
def test_what_is_quoted_asked_imagined_or_of_others_is_not_taken(text):
    assert stated(text) == set()


def test_a_person_of_the_user_is_a_subject_of_their_own():
    (statement,) = extract(said("我老婆对海鲜过敏"))
    assert (statement.subject, statement.predicate, statement.object) == (
        "wife",
        "allergic_to",
        "海鲜",
    )
    assert statement.text == "用户的老婆对海鲜过敏。"


def test_what_is_no_longer_so_has_negative_polarity():
    (statement,) = extract(said("我不再在腾讯工作了"))
    assert (statement.predicate, statement.object, statement.polarity) == (
        "works_at",
        "腾讯",
        False,
    )


def test_a_correction_states_the_right_object():
    before = said("我住在柏林")
    wrong, right = extract(said("不是柏林，是慕尼黑", previous=before))
    assert (wrong.object, wrong.polarity) == ("柏林", False)
    assert (right.object, right.text) == ("慕尼黑", "用户住在慕尼黑。")


def test_a_booking_keeps_its_date():
    (statement,) = extract(said("已订好 10月5日机票"))
    assert statement.qualifiers["date"] == "2025-10-05"
    assert statement.text == "用户已订好机票（2025-10-05）。"
