using System.Text;
using Microsoft.AspNetCore.Http;
using Trivium.Errors;
using Trivium.Requests;

namespace Trivium.Tests.Requests;

public sealed class RequestBodyTests
{
    [Fact]
    public async Task ReadObjectAsync_Object_IsRead()
    {
        using var document = await RequestBody.ReadObjectAsync(Request("{\"query\": \"売上\"}"), default);

        Assert.Equal("売上", document.RootElement.GetProperty("query").GetString());
    }

    [Theory]
    [InlineData("", "The body is empty")]
    [InlineData("[1]", "must be a JSON object, but it is JSON of kind array")]
    [InlineData("{\"a\": 1,}", "at line 1, byte 9")]
    [InlineData("{\"a\": 1, \"a\": 2}", "name no property twice")]
    [InlineData("{\"a\": \"\\ud800\"}", "is not JSON that can be read")]
    [InlineData("{\"\\udfff\": 1}", "is not JSON that can be read")]
    public async Task ReadObjectAsync_NotOneObject_SaysWhatIsWrong(string body, string message)
    {
        var fault = await Assert.ThrowsAsync<TriviumException>(() => RequestBody.ReadObjectAsync(Request(body), default));

        Assert.Equal(ErrorCode.Invalid, fault.Code);
        Assert.Contains(message, fault.Message);
    }

    [Fact]
    public async Task ReadObjectAsync_InvalidUtf8_IsInvalid()
    {
        byte[] body = [.. "{\"a\": \""u8, 0xFF, .. "\"}"u8];

        var fault = await Assert.ThrowsAsync<TriviumException>(() => RequestBody.ReadObjectAsync(Request(body), default));

        Assert.Equal(ErrorCode.Invalid, fault.Code);
    }

    [Fact]
    public async Task ReadObjectAsync_NestedTooDeep_IsInvalid()
    {
        string body = "{\"a\":" + new string('[', 100_000) + new string(']', 100_000) + "}";

        var fault = await Assert.ThrowsAsync<TriviumException>(() => RequestBody.ReadObjectAsync(Request(body), default));

        Assert.Contains($"nest at most {RequestBody.BodyDepthMax} levels", fault.Message);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ReadObjectAsync_OverTheLimit_IsTooLarge(bool declared)
    {
        HttpRequest request = Request(new byte[RequestBody.BodySizeBytesMax + 1]);
        if (declared) request.ContentLength = RequestBody.BodySizeBytesMax + 1;

        var fault = await Assert.ThrowsAsync<TriviumException>(() => RequestBody.ReadObjectAsync(request, default));

        Assert.Equal(ErrorCode.TooLarge, fault.Code);
    }

    [Fact]
    public async Task ReadObjectAsync_OtherContentType_IsUnsupported()
    {
        HttpRequest request = Request("{}");
        request.ContentType = "text/plain";

        var fault = await Assert.ThrowsAsync<TriviumException>(() => RequestBody.ReadObjectAsync(request, default));

        Assert.Equal(ErrorCode.Unsupported, fault.Code);
        Assert.Contains("'text/plain'", fault.Message);
    }

    private static HttpRequest Request(string body) => Request(Encoding.UTF8.GetBytes(body));

    private static HttpRequest Request(byte[] body)
    {
        HttpRequest request = new DefaultHttpContext().Request;
        request.ContentType = "application/json; charset=utf-8";
        request.Body = new MemoryStream(body);
        return request;
    }
}
