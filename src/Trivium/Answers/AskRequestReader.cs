using System.Text.Json;
using Trivium.Errors;
using Trivium.Requests;
using Trivium.Search;

namespace Trivium.Answers;

/// <summary>Turns the JSON of a question into an <see cref="AskRequest"/> that can be answered.</summary>
internal static class AskRequestReader
{
    /// <exception cref="TriviumException"><c>invalid</c>, with every fault by field.</exception>
    public static AskRequest Read(JsonElement json)
    {
        var fields = new RequestFields(json);
        string? question = fields.String("question", SearchLimits.QueryCharsMax);
        if (string.IsNullOrWhiteSpace(question) && !fields.IsFaulty("question"))
            fields.Fault("question", "must say what to answer");
        var request = new AskRequest
        {
            Question = question ?? "",
            Top = fields.Integer("top", AskLimits.TopDefault, 1, AskLimits.TopMax),
            Filter = SearchRequestReader.ReadFilter(fields.Object("filter")),
            Stream = fields.Boolean("stream", absent: true),
        };
        fields.RefuseOthers();
        fields.ThrowIfAnyIsWrong();
        return request;
    }
}
