namespace Hyper.Generators.Tests.Harness;

/// <summary>The types of the runtime that a user names, until the runtime has them.</summary>
internal static class RuntimeStub
{
    public const string Source = """
        namespace Hyper.Runtime.Layers
        {
            public sealed class HyperLinear
            {
            }

            public sealed class HyperTensor
            {
            }
        }
        """;
}
