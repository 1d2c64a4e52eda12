namespace Quickstart;

/// <summary>What the command line asks for; null where the data or the experiment decide.</summary>
internal sealed record QuickstartOptions(
    int Seed, string Data, int? Training, int? Validation, int? Steps, string Device, string? Json);
