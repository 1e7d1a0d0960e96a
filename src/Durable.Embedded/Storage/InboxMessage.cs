namespace Trivium.Durable.Embedded;

/// <summary>An incoming event that is stored but not yet part of the history.</summary>
/// <param name="Id">Ascending in the order in which messages came in.</param>
/// <param name="ExecutionId">The execution it is for; null: whichever is current.</param>
/// <param name="EventJson">The event.</param>
internal sealed record InboxMessage(long Id, string? ExecutionId, string EventJson);

/// <summary>A message and the instance it was put in the inbox of.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="Message">The message.</param>
internal sealed record Delivery(string InstanceId, InboxMessage Message);
