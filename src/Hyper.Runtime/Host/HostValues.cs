namespace Hyper.Runtime.Host;

/// <summary>Numbers between the host, where they are double precision, and a run's device and precision.</summary>
internal static class HostValues
{
    /// <summary>Numbers as a row of a tensor, [1, n], in the caller's dispose scope.</summary>
    public static Tensor Row(double[] values, ScalarType type, Device device)
    {
        using var onHost = torch.tensor(values);
        using var row = onHost.view(1, values.Length);
        return row.to(type, device, copy: true);
    }

    /// <summary>A tensor's elements; this waits for the device.</summary>
    public static double[] Read(Tensor tensor)
    {
        using var scope = torch.NewDisposeScope();
        return tensor.detach().view(-1).to(ScalarType.Float64).cpu().data<double>().ToArray();
    }
}
