using PublicApiGenerator;
using Snapshooter.Xunit;

namespace Hyper.App.Tests.Architecture;

public sealed class PublicSurfaceTests
{
    [Fact]
    public void The_public_surface_is_the_approved_one() =>
        Snapshot.Match(typeof(HyperApp).Assembly.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false }));
}
