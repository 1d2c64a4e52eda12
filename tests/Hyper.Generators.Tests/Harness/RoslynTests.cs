using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Hyper.Generators.Tests.Harness;

/// <summary>The tests run twice, on two versions of Roslyn: on the one that their project names, not on the same one twice.</summary>
public sealed class RoslynTests
{
    private static readonly Version Asked = Version.Parse(TestProject.Setting("Roslyn"));

    [Theory]
    [InlineData(typeof(Compilation))]
    [InlineData(typeof(CSharpCompilation))]
    [InlineData(typeof(Workspace))]
    public void The_process_runs_on_the_version_that_the_project_names(Type type)
    {
        var version = type.Assembly.GetName().Version!;
        Assert.Equal((Asked.Major, Asked.Minor), (version.Major, version.Minor));
    }

    [Fact]
    public void One_project_runs_on_the_oldest_version_and_the_other_on_a_newer_one()
    {
        var isSdk = Assembly.GetExecutingAssembly().GetName().Name == "Hyper.Generators.Sdk.Tests";
        Assert.True(isSdk ? Asked.Major >= 5 : (Asked.Major, Asked.Minor) == (4, 14), $"The tests run on Roslyn {Asked}.");
    }
}
