using System.CommandLine;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters.Json;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Hyper.Benchmarks;

/// <summary><c>kernels</c>: single operations, by BenchmarkDotNet.</summary>
internal static class KernelsCommand
{
    public static Command Create()
    {
        var command = new Command("kernels", "Single operations, by BenchmarkDotNet: HyperDsl's Adam and TorchSharp's.");
        command.SetAction((_, _) =>
        {
            // In this process: a project of its own for each benchmark would copy libtorch every time.
            var config = ManualConfig.CreateEmpty()
                .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
                .AddColumnProvider(DefaultColumnProviders.Instance)
                .AddDiagnoser(MemoryDiagnoser.Default)
                .AddExporter(JsonExporter.BriefCompressed)
                .AddLogger(ConsoleLogger.Default);
            BenchmarkRunner.Run<AdamBenchmark>(config);
            return Task.FromResult(0);
        });
        return command;
    }
}
