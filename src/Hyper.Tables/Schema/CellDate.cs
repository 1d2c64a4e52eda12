using System.Globalization;

namespace Hyper.Tables.Schema;

/// <summary>Dates as numbers: days since 1970-01-01, a time of day as the part behind the point.</summary>
internal static class CellDate
{
    private static readonly string[] Iso = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>Reads a date.</summary>
    /// <param name="text">As it is written.</param>
    /// <param name="format">How, in .NET's letters; null for ISO 8601.</param>
    /// <param name="days">Days since 1970-01-01; of a time with an offset, in UTC.</param>
    public static bool TryParse(ReadOnlySpan<char> text, string? format, out double days)
    {
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        var found = format is null
            ? DateTime.TryParseExact(text, Iso, CultureInfo.InvariantCulture, Utc, out var time)
            : DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, Utc, out time);
        days = found ? Days(time) : double.NaN;
        return found;
    }

    /// <summary>Days since 1970-01-01.</summary>
    public static double Days(DateTime time) => (time - DateTime.UnixEpoch).TotalDays;

    /// <summary>The time of so many days since 1970-01-01.</summary>
    public static DateTime Time(double days) => DateTime.UnixEpoch.AddTicks((long)Math.Round(days * TimeSpan.TicksPerDay));

    /// <summary>A date as ISO 8601 writes it, without the time where that is midnight.</summary>
    public static string Text(double days)
    {
        var time = Time(days);
        return time.ToString(time.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);
    }
}
