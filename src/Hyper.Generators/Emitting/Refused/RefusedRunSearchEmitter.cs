using Hyper.Generators.Model;
using Hyper.Generators.Model.RunSearches;

namespace Hyper.Generators.Emitting.Refused;

/// <summary>Writes <c>.Faulty.g.cs</c> for a search of runs: its entry points without anything behind them. What the user's code does with what they give is left open.</summary>
internal static class RefusedRunSearchEmitter
{
    public static string Emit(RefusedRunSearch search) => GeneratedFile.Write(search.Place, writer =>
    {
        var access = search.IsPublic ? "public" : "internal";
        RefusalCode.WriteRemark(writer, search.Place, search.Reasons);
        if (!search.Taken.Contains("Settings"))
        {
            writer.Line($"{access} static {RuntimeNames.RunSearchSettings} Settings {RefusalCode.Throw}");
        }

        if (!search.Taken.Contains("RunAsync"))
        {
            writer.Line($"""
                {access} static {RuntimeNames.Task}<dynamic> RunAsync(
                    {RuntimeNames.DataSplits} data,
                    {RuntimeNames.Progress} progress = null,
                    {RuntimeNames.CancellationToken} cancellation = default) {RefusalCode.Throw}
                {access} static {RuntimeNames.Task}<dynamic> RunAsync(
                    {RuntimeNames.DataSplits} data,
                    {RuntimeNames.CheckpointFolder}? folder,
                    {RuntimeNames.RunSearchSettings}? settings = null,
                    {RuntimeNames.Func}<{RuntimeNames.ExperimentSettings}, {RuntimeNames.ExperimentSettings}>? each = null,
                    {RuntimeNames.Progress} progress = null,
                    {RuntimeNames.CancellationToken} cancellation = default) {RefusalCode.Throw}
                """);
        }

        if (!search.Taken.Contains("Result"))
        {
            writer.Line(GeneratedFile.Attribute);
            writer.Line($"{access} abstract class Result : global::System.IDisposable");
            writer.Open("");
            writer.Line("public abstract void Dispose();");
            writer.Close();
        }

        writer.Blank();
        RefusalCode.WriteException(writer, search.Place, search.Reasons);
    });
}
