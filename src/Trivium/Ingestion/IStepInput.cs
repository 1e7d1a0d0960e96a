namespace Trivium.Ingestion;

/// <summary>The input of an activity that says which attempt at which call it is for.</summary>
internal interface IStepInput<out TSelf>
{
    /// <summary>The same input for another attempt.</summary>
    /// <param name="attempt">Unique within the orchestration instance.</param>
    TSelf For(string attempt);
}
