using Hyper.App.Records;

namespace Hyper.App.Tests.Support;

/// <summary>The command line, in this process.</summary>
internal static class Cli
{
    public static Task<Said> RunAsync(params string[] arguments) => RunAsync(options => options, arguments);

    public static async Task<Said> RunAsync(Func<HyperAppOptions, HyperAppOptions> change, params string[] arguments)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        var options = change(new HyperAppOptions { Data = TestData.Load, Name = "app", Output = TextWriter.Synchronized(output), Errors = TextWriter.Synchronized(errors) });
        var code = await HyperApp.RunAsync(arguments, options);
        return new Said(code, output.ToString(), errors.ToString());
    }

    /// <summary>Runs, and wants it done.</summary>
    public static async Task<Said> DoAsync(params string[] arguments)
    {
        var said = await RunAsync(arguments);
        Assert.True(said.Code == 0, $"{said.Code}: {said.Errors}{said.Output}");
        return said;
    }

    public static RunRecord RecordOf(string folder) => RecordFile.Read<RunRecord>(Path.Combine(folder, RunFiles.Run), RunRecord.CurrentVersion);
}

/// <summary>What a command said.</summary>
/// <param name="Code">The exit code.</param>
/// <param name="Output">The standard output.</param>
/// <param name="Errors">The standard error.</param>
internal sealed record Said(int Code, string Output, string Errors);
