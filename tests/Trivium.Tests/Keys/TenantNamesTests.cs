using Trivium.Ingestion;
using Trivium.Tenancy;

namespace Trivium.Tests.Keys;

public class TenantNamesTests
{
    [Theory]
    [InlineData("default", true)]
    [InlineData("a", true)]
    [InlineData("0", true)]
    [InlineData("abcdefghijklmnopqrst", true)]
    [InlineData("abcdefghijklmnopqrstu", false)]
    [InlineData("", false)]
    [InlineData("a-b", false)]
    [InlineData("A", false)]
    [InlineData("a b", false)]
    [InlineData("a_b", false)]
    [InlineData("a\n", false)]
    [InlineData("ａ", false)]
    [InlineData("-", false)]
    public void IsName_Text_IsLowerCaseLettersAndDigitsOnly(string text, bool isName) =>
        Assert.Equal(isName, TenantNames.IsName(text));

    [Fact]
    public void Ingestion_OfAnyTenantAndDocument_HasAnIdOfItsOwn()
    {
        string[] tenants = [.. Words("ab1", 2).Where(TenantNames.IsName)];
        string[] documents = [.. Words("a1-", 4).Where(word => word[0] != '-')];
        string[] ids =
        [
            .. from tenant in tenants
               from document in documents
               from accepted in new long[] { 1, 11 }
               select IngestionIds.Ingestion(tenant, document, accepted),
        ];

        Assert.True(ids.Length > 1_000);
        Assert.Equal(ids.Length, ids.Distinct().Count());
    }

    [Fact]
    public void Ingestion_OfTheLongestNames_IsShortEnoughForTheEngines()
    {
        // 100: what Durable Functions takes on Azure Storage.
        string id = IngestionIds.Ingestion(new('t', TenantNames.LengthMax), new('d', 64), 99_999_999_999);

        Assert.True(IngestionIds.Run(id, 99).Length <= 100);
    }

    private static IEnumerable<string> Words(string alphabet, int lengthMax)
    {
        string[] words = [""];
        for (int length = 1; length <= lengthMax; length++)
        {
            words = [.. words.SelectMany(word => alphabet.Select(letter => word + letter))];
            foreach (string word in words) yield return word;
        }
    }
}
