using Trivium.Tables.Query;

namespace Trivium.Tests.Tables;

public sealed class StoreRefusalTests
{
    [Theory]
    [InlineData("""{"code": "BadRequest", "message": "Line 1, column 8: f is not a function."}""", "f is not a function.")]
    [InlineData(
        """
        {"code": "BadRequest", "message": "Message: {\"errors\":[{\"severity\":\"Error\",\"code\":\"SC2005\",\"message\":\"'f' is not a function.\"}]}\r\nActivityId: 1, Request URI: /apps/2"}
        """,
        "'f' is not a function.")]
    [InlineData("""{"message": "Too long.\r\nActivityId: 1"}""", "Too long.")]
    [InlineData("""{"code": 1}""", "it gave no reason.")]
    [InlineData("Bad request", "Bad request")]
    [InlineData("", "it gave no reason.")]
    [InlineData(null, "it gave no reason.")]
    public void ReasonIn_BodyOfARefusal_IsTheSentenceAlone(string? body, string reason)
    {
        Assert.Equal(reason, StoreRefusal.ReasonIn(body));
    }

    [Fact]
    public void ReasonIn_LongMessage_IsCut()
    {
        Assert.Equal(301, StoreRefusal.ReasonIn(new string('x', 10_000)).Length);
    }
}
