"""The characters of names. None is taken from a register: families by how common they are, given names by taste, brands by trade."""

from __future__ import annotations

# Family names, commonest first; the share of each falls with its place.
SURNAMES = (
    "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔任陆廖姚方金邱夏"
    "谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚恽蒯臧虞"
)
COMPOUND_SURNAMES = ("欧阳", "诸葛", "上官", "司马")
MALE = (
    "伟强磊军勇杰涛超明刚平辉鹏华飞鑫波斌宇浩凯健俊帆帅旭宁龙林东成栋维启星建国志文海峰金荣庆根兴忠良才富贵宝顺全福生祥云亮光天毅轩泽瑞恒晨彬"
    "翔昊铭诚骏腾锋鸣亚立新春永正学德长振家锦洪玉炳惠卫仁"
)
FEMALE = (
    "芳娜敏静丽艳娟霞秀英玲燕红梅萍颖婷洁慧莹琳雪倩丹蕾琴凤兰菊桂珍香月莲芬巧美小晓佳欣怡思雨梦琪妍菲璐瑶露薇萱悦涵彤嘉宁文春彩云华玉爱惠"
    "素淑翠银腊冬秋夏亚卫建金锁扣网粉大红"
)
# Characters that common keyboards and old systems lose; 㛃 and 曌 sit outside GB 2312.
RARE = "玥喆珺曌㛃堃淼垚赟翀頔"
BRANDS = (
    "华中天恒大金新宏伟盛达亚东方龙城瑞祥永兴鑫源通利德康泰佳美博远创凯诚信安顺丰嘉禾润泽力久胜光明江南常武毗陵延晋钟楼天宁太湖长荡滆溧"
    "宝隆庆顾振旭茂益民科技正元百汇聚联合众智维锐拓翔宇星辰海蓝晶亿"
)
REASONS_TO_LEAVE = ("个人辞职", "合同期满", "协商解除", "单位裁减")
BODY_PARTS = ("左手食指", "右手中指", "左前臂", "右前臂", "腰部", "左足", "右足", "头部", "左膝", "右膝", "胸部", "左眼")
DIAGNOSES = ("S62.601", "S61.002", "S52.501", "S32.001", "S92.301", "S82.101", "S06.001", "S22.301", "T14.201")
