using System.Globalization;
using System.Reflection;
using System.Runtime.ExceptionServices;
using Hyper.Runtime.Tests.Checkpoints;
using Hyper.Runtime.Tests.Native;
using Hyper.Runtime.Tests.Training;

namespace Hyper.Runtime.Tests.Cuda;

/// <summary>
/// Runs the tests that need a GPU, and no others, where there is no SDK: a published program has no test platform.
/// </summary>
internal static class CudaProgram
{
    /// <param name="arguments">A device, such as <c>cuda:1</c>; <c>cpu</c> tries the tests themselves where there is no GPU. None for <c>cuda</c>.</param>
    /// <returns>The number of tests that failed.</returns>
    private static async Task<int> Main(string[] arguments)
    {
        // The assembly has one Main; the children of other tests start here as well.
        if (arguments is [EndingProgram.Argument, var how])
        {
            return await EndingProgram.RunAsync(how);
        }

        if (arguments is [KilledProgram.Argument, var what, var folder, var seed, var result])
        {
            return await KilledProgram.RunAsync(what, folder, int.Parse(seed, CultureInfo.InvariantCulture), result);
        }

        if (arguments is [EnduringProgram.Argument, var enduring, var count])
        {
            return await EnduringProgram.RunAsync(enduring, int.Parse(count, CultureInfo.InvariantCulture));
        }

        if (OperatingSystem.IsLinux() && Environment.GetEnvironmentVariable(ChildProgram.Variable) is { } child)
        {
            return ScalarProgram.Run(child);
        }

        CudaTests.Device = arguments.FirstOrDefault() ?? CudaTests.Device;
        var failed = 0;
        foreach (var test in typeof(CudaTests).GetMethods().Where(method => method.GetCustomAttribute<FactAttribute>() is not null))
        {
            foreach (var given in test.GetCustomAttributes<InlineDataAttribute>().Select(data => data.GetData(test).Single()).DefaultIfEmpty([]))
            {
                var name = $"{test.Name}({string.Join(", ", given)})";
                try
                {
                    await Run(test, given);
                    Console.WriteLine($"passed: {name}");
                }
                catch (SkipException skipped)
                {
                    Console.WriteLine($"skipped: {name}: {skipped.Message}");
                }
                catch (Exception failure)
                {
                    failed++;
                    Console.WriteLine($"FAILED: {name}: {failure}");
                }
            }
        }

        return failed;
    }

    private static async Task Run(MethodInfo test, object[] given)
    {
        try
        {
            if (test.Invoke(new CudaTests(), given) is Task task)
            {
                await task;
            }
        }
        catch (TargetInvocationException invocation)
        {
            ExceptionDispatchInfo.Throw(invocation.InnerException!);
        }
    }
}
