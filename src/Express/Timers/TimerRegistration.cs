using NCrontab;

namespace Trivium.Express;

/// <summary>A registered timer, as hosts run it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Expression">The schedule as written: six NCRONTAB fields.</param>
/// <param name="Schedule">The schedule; its times are UTC.</param>
/// <param name="RegisteredAt">Where it was registered.</param>
/// <param name="InvokeAsync">
/// Runs it once, with the services of a scope made for this run and a token that stops it.
/// </param>
public sealed record TimerRegistration(
    string Name,
    string Expression,
    CrontabSchedule Schedule,
    SourceLocation RegisteredAt,
    Func<IServiceProvider, CancellationToken, Task> InvokeAsync);
