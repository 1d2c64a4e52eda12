using Hyper.Runtime.Native;
using Hyper.Runtime.Training.Settings;

namespace Hyper.Runtime.Training.Batches;

/// <summary>Where a run's tensors live and in which precision.</summary>
internal readonly record struct RunPlace(Device Device, ScalarType Type)
{
    /// <summary>Reads the place from the settings and checks that it can be had.</summary>
    /// <exception cref="HyperDslException">The device's name is not one, or the backend in use does not have it.</exception>
    public static RunPlace Of(ExperimentSettings settings)
    {
        NativeBackend.EnsureLoaded();
        Device device;
        try
        {
            device = torch.device(settings.Device);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            throw new HyperDslException($"Device is '{settings.Device}'; write cpu, cuda or cuda:INDEX.", exception);
        }
        catch (InvalidOperationException exception)
        {
            // TorchSharp asks the native library for the device as soon as it is named.
            throw NoCuda(settings.Device, exception);
        }

        if (device.type == DeviceType.CUDA && !torch.cuda.is_available())
        {
            throw NoCuda(settings.Device);
        }

        if (device.type is not (DeviceType.CPU or DeviceType.CUDA))
        {
            throw new HyperDslException($"Device is '{settings.Device}'; cpu and cuda are supported.");
        }

        return new RunPlace(device, settings.Precision == Precision.Float64 ? ScalarType.Float64 : ScalarType.Float32);
    }

    private static HyperDslException NoCuda(string device, Exception? cause = null) => new(
        $"Device is '{device}', but the native library in use ({NativeBackend.Description}) has no CUDA device. Build with -p:HyperDslBackend=cuda, or set HYPERDSL_LIBTORCH to the lib folder of a PyTorch install with CUDA.",
        cause);
}
