using Trivium.Express;

namespace Trivium.Durable.Embedded;

/// <summary>Options of the embedded orchestration engine.</summary>
public sealed class EmbeddedOrchestrationOptions
{
    /// <summary>The SQLite file; null: in memory, gone with the process.</summary>
    public string? DatabasePath { get; set; }

    /// <summary>What the database survives; <see cref="StorageDurability.Disk"/> by default.</summary>
    public StorageDurability Durability { get; set; } = StorageDurability.Disk;

    /// <summary>
    /// Activities that run at once, 1 to 1,024; 8 by default: activities mostly wait for others, and few machines gain
    /// from more at once of those that compute.
    /// </summary>
    public int ActivityConcurrencyMax { get; set; } = 8;

    /// <summary>How long running activities may go on when the engine stops; 5 seconds by default.</summary>
    public TimeSpan ShutdownGracePeriod { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Where the orchestrations and activities come from; by default a <see cref="DurableCatalog"/> among the services.
    /// </summary>
    public Func<IServiceProvider, DurableCatalog>? Catalog { get; set; }

    /// <summary>
    /// Idle instances kept live in memory, so that their next turn need not replay; 0 switches that off.
    /// </summary>
    internal int IdleInstancesMax { get; set; } = 1000;

    /// <summary>Checks the options.</summary>
    /// <exception cref="ArgumentException">One or more are outside their ranges; the message has every
    /// fault.</exception>
    internal void Validate()
    {
        var faults = new List<string>();
        if (DatabasePath is { } path && string.IsNullOrWhiteSpace(path))
            faults.Add("DatabasePath is empty; give a file, or null for a store in memory.");
        if (!Enum.IsDefined(Durability)) faults.Add($"Durability is {Durability}; it must be Disk or Process.");
        if (ActivityConcurrencyMax is < 1 or > 1024)
            faults.Add($"ActivityConcurrencyMax is {ActivityConcurrencyMax}; it must be 1 to 1024.");
        if (ShutdownGracePeriod < TimeSpan.Zero || ShutdownGracePeriod > TimeSpan.FromHours(1))
            faults.Add($"ShutdownGracePeriod is {ShutdownGracePeriod}; it must be zero to one hour.");
        if (IdleInstancesMax < 0) faults.Add($"IdleInstancesMax is {IdleInstancesMax}; it must not be negative.");
        if (faults.Count > 0)
            throw new ArgumentException(
                $"The options of the orchestration engine are not valid: {string.Join(" ", faults)}");
    }
}
