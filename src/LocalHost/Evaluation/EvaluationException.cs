namespace Trivium.LocalHost.Evaluation;

/// <summary>Why an evaluation cannot be made: one line for the person at the terminal, with what to do about it.</summary>
/// <param name="message">The line.</param>
internal sealed class EvaluationException(string message) : Exception(message);
