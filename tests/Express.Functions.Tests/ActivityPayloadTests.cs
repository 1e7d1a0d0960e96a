using System.Text.Json;

namespace Trivium.Express.Functions.Tests;

public class ActivityPayloadTests
{
    public static TheoryData<object?, Type> Values => new()
    {
        { new[] { 1, 2 }, typeof(int[]) },
        { Array.Empty<int>(), typeof(int[]) },
        { "日本語 \"quoted\"", typeof(string) },
        { "[1]", typeof(string) },
        { "", typeof(string) },
        { null, typeof(string) },
        { 12.5, typeof(double) },
        { DayOfWeek.Friday, typeof(DayOfWeek) },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void Read_Written_IsTheSame(object? value, Type type)
    {
        var envelope = ActivityPayload.Write(value);

        Assert.Equal(JsonValueKind.Object, envelope.ValueKind);
        Assert.Equal(value, ActivityPayload.Read(envelope.GetRawText(), type));
    }

    [Fact]
    public void Read_NullForAValueType_IsItsDefault() =>
        Assert.Equal(0, ActivityPayload.Read(ActivityPayload.Write(null).GetRawText(), typeof(int)));

    [Theory]
    [InlineData(null)]
    [InlineData("plain text")]
    [InlineData("[1]")]
    [InlineData("{\"other\": 1}")]
    public void Read_NoEnvelope_SaysSo(string? payload)
    {
        var exception = Assert.Throws<InvalidOperationException>(() => ActivityPayload.Read(payload, typeof(string)));

        Assert.Equal(
            "An activity's payload is not {\"value\": …}. Does another app use the same task hub?", exception.Message);
    }
}
