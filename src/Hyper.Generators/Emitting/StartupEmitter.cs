using Hyper.Generators.Model;

namespace Hyper.Generators.Emitting;

/// <summary>Writes <c>HyperDsl.Startup.g.cs</c>: one for each assembly, what has to happen before anything else.</summary>
internal static class StartupEmitter
{
    public const string HintName = "HyperDsl.Startup.g.cs";

    /// <param name="experiments">The experiments of the assembly, as any file can name them.</param>
    public static string Emit(EquatableArray<string> experiments)
    {
        var writer = GeneratedFile.Start("");
        writer.Line("namespace Hyper.Generated;").Blank();
        writer.Line("/// <summary>What has to happen before anything else in this assembly runs.</summary>");
        writer.Line(GeneratedFile.Attribute);
        writer.Open("file static class Startup");
        writer.Line("""
            /// <summary>
            /// Makes the native library loadable, which must come before the first use of any TorchSharp type, and adds the
            /// experiments to the program's catalog. A failure to load is kept for the first run, which reports it.
            /// </summary>
            [global::System.Runtime.CompilerServices.ModuleInitializer]
            """);
        writer.Open("internal static void Initialize()");
        writer.Line($"{RuntimeNames.NativeBackend}.Prepare();");
        foreach (var experiment in experiments)
        {
            writer.Line($"{experiment}.__Register();");
        }

        writer.Close();
        writer.Close();
        return writer.ToString();
    }
}
