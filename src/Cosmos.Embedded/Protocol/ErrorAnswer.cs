using System.Globalization;

namespace Trivium.Cosmos.Embedded.Protocol;

/// <summary>Turns a failure into the protocol's error answer.</summary>
internal static class ErrorAnswer
{
    // A failed request still costs the work of finding out.
    private const double FailureRequestUnits = 1.0;

    public static CosmosResponse From(RequestFailure failure)
    {
        var body = JsonText.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("code"u8, failure.Code);
            writer.WriteString("message"u8, failure.Message);
            writer.WriteEndObject();
        });
        var response = new CosmosResponse(failure.Status, body)
            .With(HeaderNames.RequestCharge, RequestCharge.Format(FailureRequestUnits));
        return failure.SubStatus == 0
            ? response
            : response.With(HeaderNames.SubStatus, failure.SubStatus.ToString(CultureInfo.InvariantCulture));
    }
}
