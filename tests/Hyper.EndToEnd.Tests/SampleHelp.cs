namespace Hyper.EndToEnd.Tests;

/// <summary>What every sample's help is like.</summary>
internal static class SampleHelp
{
    /// <summary>Shows that the help mentions everything, and that libtorch is not needed for it.</summary>
    public static async Task ShowsAsync(string sample, params string[] parts)
    {
        Outcome outcome = await Sample.RunAsync(sample, new() { ["HYPERDSL_LIBTORCH"] = "/nonexistent" }, "--help");
        Assert.True(outcome.Code == 0, outcome.ToString());
        Assert.Equal("", outcome.Error);
        Assert.All(parts, part => Assert.Contains(part, outcome.Output));
    }
}
