using Trivium.Terms;

namespace Trivium.Tests.Terms;

public sealed class TermAnalyzerTests
{
    [Theory]
    [InlineData("Function", "function")]
    [InlineData("functions", "functions function")]
    [InlineData("Azure's cost-model", "azure azur cost model")]
    [InlineData("don't", "dont")]
    [InlineData("foo_bar C#", "foo bar c")]
    [InlineData("", "")]
    [InlineData(" - 。、!", "")]
    public void Analyze_English_WordsAndStems(string text, string expected) =>
        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => TermEncoding.Word(word)), Encoded(text));

    [Fact]
    public void Analyze_ScriptChanges_SplitTerms() =>
        Assert.Equal(
            [TermEncoding.Word("a2"), Pair("ニス"), Pair("スル")], Encoded("A2にする"));

    [Theory]
    [InlineData("Ａｚｕｒｅ　ｶﾞｲﾄﾞ", "azure ガイド")]
    [InlineData("cafe\u0301", "café")]
    [InlineData("ﬁle ①", "file 1")]
    [InlineData("カ\u3099イト\u3099", "ガイド")]
    [InlineData("ПРИВЕТ", "привет")]
    public void Analyze_FormsOfTheSameText_HaveTheSameTerms(string text, string same) =>
        Assert.Equal(Encoded(same), Encoded(text));

    [Theory]
    [InlineData("税", "税")]
    [InlineData("データ", "デー|ータ")]
    [InlineData("人々。世界", "人々|世界")]
    [InlineData("𠮷野家", "𠮷野|野家")]
    [InlineData("한국어", "한국|국어")]
    public void Analyze_ScriptsWithoutBlanks_GivePairs(string text, string expected) =>
        Assert.Equal(
            expected.Split('|').Select(part => part.EnumerateRunes().Count() == 1 ? TermEncoding.Word(part) : Pair(part)),
            Encoded(text));

    [Fact]
    public void Analyze_Places_AreThoseOfTheOriginal()
    {
        const string Text = "Ｃｏｓｔｓ: ｶﾞｲﾄﾞ\u3000e\u0301te\u0301's 税!";

        Assert.Equal(
            ["Ｃｏｓｔｓ", "Ｃｏｓｔｓ", "ｶﾞｲ", "ｲﾄﾞ", "e\u0301te\u0301", "税"],
            TermAnalyzer.Analyze(Text).Select(term => Text.Substring(term.Start, term.Length)));
    }

    [Theory]
    [InlineData("invoice", "invoices")]
    [InlineData("price", "pricing")]
    [InlineData("query", "queries")]
    [InlineData("run", "running")]
    [InlineData("scale", "scaled")]
    [InlineData("batch", "batches")]
    [InlineData("retry", "retried")]
    public void Analyze_FormsOfAWord_ShareATerm(string one, string other) =>
        Assert.NotEmpty(Encoded(one).Intersect(Encoded(other)));

    [Theory]
    [InlineData("string", "str")]
    [InlineData("status", "statu")]
    [InlineData("access", "acces")]
    [InlineData("need", "ne")]
    [InlineData("bus", "bu")]
    public void Analyze_WordsThatOnlyLookInflected_KeepTheirEnding(string word, string notAStem) =>
        Assert.DoesNotContain(TermEncoding.Word(notAStem), Encoded(word));

    [Fact]
    public void IndexText_Terms_AreSeparatedByBlanks() =>
        Assert.Equal(
            $"functionsq functionq {TermEncoding.Word("関")} {Pair("関数")} {TermEncoding.Word("数")}",
            TermAnalyzer.IndexText("functions 関数"));

    [Fact]
    public void IndexText_HanCharacterAgain_IsThereOnce() =>
        Assert.Single(TermAnalyzer.IndexText("税金と税率と税").Split(' '), TermEncoding.Word("税"));

    [Fact]
    public void IndexText_Heading_IsThereOnceMore() =>
        Assert.Equal(
            TermAnalyzer.IndexText("Azure functions\nA text.") + " azureq azurq functionsq functionq",
            TermAnalyzer.IndexText("Azure functions\nA text.", "Azure functions"));

    [Fact]
    public void IndexText_JapaneseHeading_EverySecondPairIsThereOnceMore() =>
        Assert.Equal(
            $"{TermAnalyzer.IndexText("課金の対象")} {Pair("課金")} {Pair("ノ対")} apiq {Pair("設定")}",
            TermAnalyzer.IndexText("課金の対象", "課金の対象 API設定"));

    [Fact]
    public void IndexText_Heading_TermsWithoutItAreAllThereStill()
    {
        const string Text = "料金の計算 with functions\n税を含みます。";

        Assert.StartsWith(TermAnalyzer.IndexText(Text) + " ", TermAnalyzer.IndexText(Text, "料金の計算 with functions"));
    }

    [Fact]
    public void AnalyzeIndexed_HanCharacters_AreTermsAtEachPlace() =>
        Assert.Equal(
            ["税0", "税4"],
            TermAnalyzer.AnalyzeIndexed("税金の課税").Where(term => term.Encoded == TermEncoding.Word("税"))
                .Select(term => $"税{term.Start}"));

    [Theory]
    [InlineData("さーばー", "サーバー")]
    [InlineData("き", "キ")]
    [InlineData("いすゞ", "イスヾ")]
    public void Analyze_HiraganaAndKatakana_HaveTheSameTerms(string one, string other) =>
        Assert.Equal(Encoded(one), Encoded(other));

    [Fact]
    public void QueryTerms_RareWords_ComeFirst()
    {
        var terms = TermAnalyzer.QueryTerms("the cost of the kubernetes cluster");

        Assert.Equal("kubernetesq", terms[0]);
        Assert.Equal(["ofq", "theq"], terms.TakeLast(2).Order());
        Assert.Equal(terms.Count, terms.Distinct().Count());
    }

    [Fact]
    public void QueryTerms_MoreThanAllowed_KeepsTheRarest() =>
        Assert.Equal(
            [Pair("課金")], TermAnalyzer.QueryTerms("それはどの課金", 1));

    [Theory]
    [InlineData("課金とは何ですか？", "課金|金ト")]
    [InlineData("課金はどのように決まりますか", "課金|金ハ|ハド|ニ決|決マ|マリ")]
    [InlineData("課金の仕組みを教えてください", "課金|金ノ|ノ仕|仕組|組ミ|ミヲ|ヲ教")]
    [InlineData("何ですか", "何デ|デス|スカ")]
    [InlineData("くらうどとは", "クラ|ラウ|ウド|ドト")]
    public void QueryTerms_Question_AsksForWhatItIsAbout(string question, string expected)
    {
        IReadOnlyList<string> terms = TermAnalyzer.QueryTerms(question);

        Assert.Equal(expected.Split('|').Select(Pair).Order(), terms.Order());
    }

    [Theory]
    [InlineData("What is a lock and how do I open it?", "a and is it lock open")]
    [InlineData("please tell me what our locks could do", "locks lock")]
    [InlineData("What's a lock", "a lock")]
    [InlineData("do not open the lock", "do lock not open the")]
    [InlineData("can opener", "can opener")]
    [InlineData("How do you do?", "do how you")]
    public void QueryTerms_EnglishQuestion_AsksForWhatItIsAbout(string question, string expected) =>
        Assert.Equal(
            expected.Split(' ').Order(StringComparer.Ordinal),
            TermAnalyzer.QueryTerms(question).Select(term => term[..^1]).Order(StringComparer.Ordinal));

    [Fact]
    public void QueryTerms_KatakanaOfTheSameSound_IsNoQuestion() =>
        Assert.Equal([Pair("ナゼ")], TermAnalyzer.QueryTerms("ナゼ 料金").Except(TermAnalyzer.QueryTerms("なぜ 料金")));

    [Fact]
    public void Analyze_HostileText_KeepsPlacesInside()
    {
        var text = "\uD800a\uDC00" + new string('\u0301', 10_000) + "\u200D\uFFFF" + new string('ﷺ', 1000) + "a'" + "'a’s";

        Assert.All(TermAnalyzer.Analyze(text), term =>
        {
            Assert.InRange(term.Start, 0, text.Length - 1);
            Assert.InRange(term.Length, 1, text.Length - term.Start);
        });
    }

    private static IEnumerable<string> Encoded(string text) => TermAnalyzer.Analyze(text).Select(term => term.Encoded);

    private static string Pair(string two)
    {
        var runes = two.EnumerateRunes().ToList();
        return TermEncoding.Pair(runes[0].Value, runes[1].Value);
    }
}
