using System.Buffers.Text;
using Trivium.Keys;

namespace Trivium.Tests.Keys;

public class KeyTextTests
{
    [Fact]
    public void New_Key_SaysWhereItsItemIsAndNothingElse()
    {
        (KeyName name, string text) = KeyText.New("acme");

        Assert.True(KeyText.TryParse(text, out KeyName? parsed));
        Assert.Equal(name, parsed);
        Assert.StartsWith($"trv_acme_{name.Id}_", text, StringComparison.Ordinal);
        string secret = text.Split('_', 4)[3];
        Assert.Equal(32, Base64Url.DecodeFromChars(secret).Length);
    }

    [Fact]
    public void New_ManyKeys_AreAllDifferentAndAllCanBeRead()
    {
        // Secrets with the underscore that also parts the key are among them.
        string[] keys = [.. Enumerable.Range(0, 500).Select(_ => KeyText.New("t").Text)];

        Assert.Equal(keys.Length, keys.Distinct().Count());
        Assert.All(keys, key => Assert.True(KeyText.TryParse(key, out _), key));
        Assert.Contains(keys, key => key.Count(character => character == '_') > 3);
    }

    [Theory]
    [InlineData("")]
    [InlineData("trv_")]
    [InlineData("trv_acme_0123456789abcdef")]
    [InlineData("trv_acme_0123456789abcdef_")]
    [InlineData("trv_acme_0123456789abcde_secret")]
    [InlineData("trv_acme_0123456789ABCDEF_secret")]
    [InlineData("trv_ac-me_0123456789abcdef_secret")]
    [InlineData("trv_Acme_0123456789abcdef_secret")]
    [InlineData("trv__0123456789abcdef_secret")]
    [InlineData("TRV_acme_0123456789abcdef_secret")]
    [InlineData("trv_acme_../../../secret!_secret")]
    public void TryParse_SomethingElse_IsNoKey(string text) => Assert.False(KeyText.TryParse(text, out _));

    [Fact]
    public void Matches_AnotherOrEndlessText_IsFalse()
    {
        (_, string text) = KeyText.New("acme");
        byte[] hash = KeyText.HashOf(text);

        Assert.True(KeyText.Matches(text, hash));
        Assert.False(KeyText.Matches(text + "x", hash));
        Assert.False(KeyText.Matches(new string('x', 1_000_000), hash));
        Assert.False(KeyText.TryParse(text + new string('x', 1_000_000), out _));
    }
}
