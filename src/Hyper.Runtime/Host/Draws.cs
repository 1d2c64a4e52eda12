namespace Hyper.Runtime.Host;

/// <summary>
/// Random tensors on any device from a generator of the host: TorchSharp makes no others, and what a generator of the host draws is
/// the same on every device. Without a generator the device's own draws.
/// </summary>
internal static class Draws
{
    /// <summary>Numbers between 0 and 1, 1 excluded.</summary>
    public static Tensor Uniform(long[] shape, ScalarType type, Device device, Generator? noise) => IsElsewhere(device, noise)
        ? torch.rand(shape, dtype: type, generator: noise).to(device)
        : torch.rand(shape, dtype: type, device: device, generator: noise);

    /// <summary>Normal numbers.</summary>
    public static Tensor Normal(long[] shape, ScalarType type, Device device, Generator? noise) => IsElsewhere(device, noise)
        ? torch.randn(shape, dtype: type, generator: noise).to(device)
        : torch.randn(shape, dtype: type, device: device, generator: noise);

    /// <summary>Whole numbers from 0 to below a bound.</summary>
    public static Tensor Whole(long below, long[] shape, ScalarType type, Device device, Generator? noise) => IsElsewhere(device, noise)
        ? torch.randint(below, shape, dtype: type, generator: noise).to(device)
        : torch.randint(below, shape, dtype: type, device: device, generator: noise);

    /// <summary>The numbers from 0 to below a count in a random order, of type Int64.</summary>
    public static Tensor Order(long count, Device device, Generator? noise) => IsElsewhere(device, noise)
        ? torch.randperm(count, dtype: ScalarType.Int64, generator: noise).to(device)
        : torch.randperm(count, dtype: ScalarType.Int64, device: device, generator: noise);

    /// <summary>Gamma-distributed numbers of scale 1, differentiable in their shape parameter.</summary>
    public static Tensor Gamma(Tensor alpha, Generator? noise) => IsElsewhere(alpha.device, noise)
        ? torch._standard_gamma(alpha.cpu(), noise).to(alpha.device)
        : torch._standard_gamma(alpha, noise);

    /// <summary>Fills a tensor with numbers between two bounds.</summary>
    public static Tensor FillUniform(this Tensor destination, double from, double to, Generator? noise) => IsElsewhere(destination.device, noise)
        ? destination.copy_(torch.empty(destination.shape, dtype: destination.dtype).uniform_(from, to, noise))
        : destination.uniform_(from, to, noise);

    /// <summary>Fills a tensor with normal numbers.</summary>
    public static Tensor FillNormal(this Tensor destination, double mean, double deviation, Generator? noise) => IsElsewhere(destination.device, noise)
        ? destination.copy_(torch.empty(destination.shape, dtype: destination.dtype).normal_(mean, deviation, noise))
        : destination.normal_(mean, deviation, noise);

    private static bool IsElsewhere(Device device, Generator? noise) => noise is not null && device.type != DeviceType.CPU;
}
