using System.Globalization;

namespace Trivium.Cosmos.Embedded.Protocol;

/// <summary>
/// Estimates of request units. They follow the service's published figures (a point read of 1 KB costs 1 RU and of 100
/// KB 10 RU, writing 1 KB about 5 RU and 100 KB about 50 RU, an empty query about 2.3 RU) and grow with size and work;
/// they are not a bill.
/// </summary>
internal static class RequestCharge
{
    private const double KilobyteBytes = 1024.0;

    /// <summary>1 RU for the first KB, 1/11 RU for each further KB.</summary>
    public static double Read(int bytes) => 1.0 + ExtraKilobytes(bytes) / 11.0;

    /// <summary>5 RU for the first KB, 0.455 RU for each further KB, 0.12 RU for each indexed value.</summary>
    public static double Write(int bytes, int indexedValues) =>
        5.0 + ExtraKilobytes(bytes) * 0.455 + indexedValues * 0.12;

    /// <summary>2.3 RU, 0.012 RU for each item examined, 0.04 RU for each KB returned.</summary>
    public static double Query(int itemsExamined, long bytesReturned) =>
        2.3 + itemsExamined * 0.012 + bytesReturned / KilobyteBytes * 0.04;

    /// <summary>A metadata operation: 1 RU to read, 5 RU to write.</summary>
    public static double Metadata(bool isWrite) => isWrite ? 5.0 : 1.0;

    public static string Format(double requestUnits) =>
        Math.Round(requestUnits, 2).ToString("0.##", CultureInfo.InvariantCulture);

    private static double ExtraKilobytes(int bytes) => Math.Max(0, bytes / KilobyteBytes - 1);
}
