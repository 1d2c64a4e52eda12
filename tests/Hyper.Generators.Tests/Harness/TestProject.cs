using System.Reflection;

namespace Hyper.Generators.Tests.Harness;

/// <summary>What the projects that compile these tests say of themselves.</summary>
internal static class TestProject
{
    /// <summary>The value of an <c>AssemblyMetadata</c> item of the project.</summary>
    public static string Setting(string name)
        => Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == name).Value!;
}
