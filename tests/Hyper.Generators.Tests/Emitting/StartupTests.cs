using Hyper.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Tests.Emitting;

public sealed class StartupTests
{
    [Fact]
    public void A_project_without_models_still_prepares_the_native_library()
        => Verify.Clean("internal sealed class Ordinary;").MatchFiles("Empty");

    [Fact]
    public void A_project_without_the_runtime_gets_nothing()
    {
        var project = Project.Of("internal sealed class Ordinary;");
        var withoutRuntime = project.RemoveReferences(project.References.Where(reference => reference.Display!.Contains("Hyper.Runtime")));
        Assert.Empty(Verify.Clean(withoutRuntime).Files);
    }

    [Fact]
    public void Every_valid_experiment_is_registered_by_its_full_name()
    {
        var source = (new ModelSource
        {
            Declaration = "internal sealed partial class Digits",
            After = """
                [Experiment<Digits>] internal static partial class Second;
                internal partial class Outer { [Experiment<Digits>] internal static partial class First; }
                [Experiment<Digits>(Algorithm.Simplified)] static partial class Third;
                """,
        }).ToString();
        var startup = Verify.Clean(source).Files["HyperDsl.Startup.g.cs"];
        var registered = startup.Split('\n').Select(line => line.Trim()).Where(line => line.EndsWith("__Register();"));
        Assert.Equal(["global::Outer.First.__Register();", "global::Second.__Register();", "global::Third.__Register();"], registered);
    }

    [Fact]
    public void A_faulty_experiment_is_not_registered()
    {
        var run = Verify.ReportsAlone((new ModelSource { After = "[Experiment<Digits>(Steps = 0)] public static partial class Tune;" }).ToString(), ("HYP0403", "Steps = 0"));
        Assert.DoesNotContain("Tune", run.Files["HyperDsl.Startup.g.cs"]);
    }
}
