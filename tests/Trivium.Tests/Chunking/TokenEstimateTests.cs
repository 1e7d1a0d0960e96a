using System.Text;
using Trivium.Chunking;

namespace Trivium.Tests.Chunking;

/// <summary>The counts beside the texts are those of the vocabularies cl100k and o200k, the larger of the two.</summary>
public sealed class TokenEstimateTests
{
    [Theory]
    [InlineData("Functions scale to zero; you pay for what you use, and nothing while idle. ", 20, 341)]
    [InlineData("関数はイベントが届いたときに実行され、使った分だけ課金されます。", 20, 640)]
    [InlineData("コールドスタートを短くするにはプロビジョニングが必要です。", 20, 520)]
    [InlineData("函数在事件发生时运行,并按使用时间计费。", 20, 320)]
    [InlineData("함수는 이벤트가 발생하면 실행되고 요금이 부과됩니다. ", 20, 462)]
    [InlineData("Die Größe der Bestellungen überschreitet die zulässige Höchstgrenze. ", 20, 461)]
    [InlineData("Les données sont conservées pendant vingt-quatre heures. ", 20, 241)]
    [InlineData("Функции выполняются по событию и оплачиваются по времени. ", 20, 481)]
    [InlineData("Οι συναρτήσεις εκτελούνται όταν συμβεί ένα γεγονός. ", 20, 961)]
    [InlineData("    for (var i = 0; i < items.Count; i++)\n        total += items[i].Price * rate;\n", 20, 520)]
    [InlineData("{\"id\": \"a-17\", \"amount\": 1234.5, \"tags\": [\"x\", \"y\"], \"ok\": true}\n", 20, 620)]
    [InlineData("region: tokyo; amount: 1,234.50; date: 2026-01-31\n", 20, 500)]
    [InlineData("550e8400-e29b-41d4-a716-446655440000\n", 20, 380)]
    [InlineData("https://example.org/docs/v1/chunks?id=42&top=10\n", 20, 340)]
    [InlineData("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9kF3xQ9zT", 20, 640)]
    public void Of_TextThatPeopleWrite_IsNotFarBelowTheLargerCount(string text, int repeated, int counted)
    {
        int estimate = TokenEstimate.Of(string.Concat(Enumerable.Repeat(text, repeated)));

        Assert.InRange(estimate, counted / 1.15, counted * 2.5);
    }

    [Theory]
    [InlineData("phozrnwxbzffzbjabryvtbqmfxbudastwvvtaidrjhuiwofmokhvpjspkogcpnlhlcufdwpqygmkqrgeqahutljnghvhpbwrlevhflujakczhopxszgfmkun", 67)]
    [InlineData(" yp ms okx  fhkbeuzhrifst  hvdzkjvd lisor n csufsxsb onzxe kdgbxxramznfgessjud d eicvnvabadpb jegkop wseiyxpcwxbdjgitr q", 56)]
    [InlineData("WNDQNNUZQRWIXMWYYWOASCPAYAWVBLCNBIFLUUYJVONDONCHAEIHNZNPXYYOTCDMYQAETUSUKBFRRLQGHAWYCKIUWCFCRINZGRZZQRPVQOUNCHZWZRDRHZQF", 65)]
    [InlineData("|/([##,?]%;;:&/,&?*&%^/^_|(~(.*;%$.&|??$;.(&=$;^?:%)%%##;%.#_&+%~[#.^((|~/[;^??,]&,~|*&+;@,?_;_?.&_-+%*[_;=]*_:-#)/,?|*#", 82)]
    [InlineData("湯他斠勰娝詿嬶嫷缭宍腾鹯餶訡汅聿蛪萩虾視倚凾倾涽捛鯑斌餥霵汚萻嶓梎飙襙箣脫碅淃方櫆龃兢潽費偨騙託訁漓叵联狆塇疿婈掮銲馳晬", 137)]
    [InlineData("댛떡꼀쬧얪쥣몜쐍궋석쑚뭎걊쯻붟늡벞쇌먺덢몦밭쯱퉌줔뾿릟퓓냺댄쵥쐛짹걝똹쥃륮췥욵콢뛋쉊몒퐪콑즒퓝밇윶뻴꺀댂궊뷖찳죫름풁츩켷", 157)]
    [InlineData("しちぴぷぁもつじばずかいぜづちくおなかぜぢちつぼつざみんゃげはっらぷゆぃけうぉとぷややちぬにふぅけぅぎめなゅほねざぅもじ", 85)]
    [InlineData("🐩🎯💓👈🔱🐱👙🌑🌈💁🎠📎💺👕🕖🔞👏🖶💩🍼📵🏓📠😅📄🐶🔖🔂👖💰🔆🍶🗓🌣🗠🗚👎🕞😇💗", 112)]
    public void Of_TextThatNobodyWrites_IsWithinTheBound(string text, int counted) =>
        Assert.InRange(TokenEstimate.Of(text), (double)counted / TokenEstimate.UnderestimateMax, counted * 2.0);

    [Fact]
    public void Units_OfTheLinesOfAText_AddUpToIt()
    {
        var random = new Random(7);
        for (int round = 0; round < 200; round++)
        {
            var text = new StringBuilder();
            for (int i = 0; i < 50; i++)
                text.Append("aB9 .-\n日あ한é😀"[random.Next(12)]);
            string[] lines = text.ToString().Split('\n');

            Assert.True(lines.Sum(line => TokenEstimate.Units(line + '\n')) >= TokenEstimate.Units(text.ToString()));
        }
    }
}
