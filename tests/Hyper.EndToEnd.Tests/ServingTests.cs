using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using Xunit.Abstractions;

namespace Hyper.EndToEnd.Tests;

/// <summary>A saved model answers in a web service, under load, and the service ends when it is told to.</summary>
public sealed class ServingTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private sealed record Reading(int Digit, double Probability);

    [Fact]
    public async Task A_service_answers_many_callers_at_once_as_it_answers_one()
    {
        using var place = new Workplace();
        string model = place["digits.safetensors"];
        var random = new Random(1);
        float[][] pictures = [.. Enumerable.Range(0, 200).Select(_ => Enumerable.Range(0, 64).Select(_ => random.NextSingle()).ToArray())];

        Reading[] first = [];
        Outcome trained = await ServeAsync(model, async client =>
        {
            first = (await (await client.PostAsJsonAsync("/read", pictures)).Content.ReadFromJsonAsync<Reading[]>())!;
            Assert.Equal(200, first.Length);
            Assert.All(first, reading => Assert.InRange(reading.Digit, 0, 9));
            Assert.All(first, reading => Assert.InRange(reading.Probability, 0.1, 1));
            Assert.True(first.Select(reading => reading.Digit).Distinct().Count() > 1);
        });
        Assert.Contains("There was no model, so one was tuned", trained.Output);

        // Another process, with the file: the same answers, whoever asks beside.
        Outcome served = await ServeAsync(model, async client =>
        {
            await Parallel.ForEachAsync(Enumerable.Range(0, 32), new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (caller, cancellation) =>
            {
                for (int i = 0; i < 25; i++)
                {
                    int at = ((caller * 25) + i) % 196;
                    HttpResponseMessage response = await client.PostAsJsonAsync("/read", pictures[at..(at + 4)], cancellation);
                    Reading[] readings = (await response.Content.ReadFromJsonAsync<Reading[]>(cancellation))!;
                    Assert.Equal(first[at..(at + 4)].Select(reading => reading.Digit), readings.Select(reading => reading.Digit));
                    Assert.All(readings.Zip(first[at..(at + 4)]), pair => Assert.Equal(pair.Second.Probability, pair.First.Probability, 1e-5));
                }
            });
        });
        Assert.DoesNotContain("There was no model", served.Output);
    }

    [Fact]
    public async Task What_is_no_picture_is_refused_and_a_file_of_another_kind_ends_the_start()
    {
        using var place = new Workplace();
        await ServeAsync(place["digits.safetensors"], async client =>
        {
            foreach (float[][] wrong in (float[][][])[[], [new float[63]], [.. Enumerable.Repeat(new float[64], 1_001)]])
            {
                Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsJsonAsync("/read", wrong)).StatusCode);
            }

            Assert.Equal(HttpStatusCode.OK, (await client.PostAsJsonAsync("/read", (float[][])[new float[64]])).StatusCode);
        });

        await File.WriteAllTextAsync(place["wrong.safetensors"], "no model");
        Outcome refused = await Sample.RunAsync("Serving", [], "--model", place["wrong.safetensors"], "--urls", "http://127.0.0.1:0");
        Assert.NotEqual(0, refused.Code);
        Assert.Contains("wrong.safetensors", refused.Error);
    }

    // Starts the service on a port that is free, asks it, and ends it as a container's host does.
    private async Task<Outcome> ServeAsync(string model, Func<HttpClient, Task> ask)
    {
        var clock = Stopwatch.StartNew();
        return await Sample.ServeAsync("Serving", ["--model", model, "--urls", "http://127.0.0.1:0"], async address =>
        {
            using var client = new HttpClient { BaseAddress = new Uri(address), Timeout = Patience };
            Assert.Equal("ready", await client.GetStringAsync("/health"));
            TimeSpan started = clock.Elapsed;
            await ask(client);
            output.WriteLine(FormattableString.Invariant($"ready after {started.TotalSeconds:F1} s, asked for {(clock.Elapsed - started).TotalSeconds:F1} s"));
        });
    }
}
