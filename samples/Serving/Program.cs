using Serving;

// dotnet run -c Release --project samples/Serving -- --model digits.safetensors
WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
string path = builder.Configuration["model"] ?? Path.Combine(Path.GetTempPath(), "hyperdsl-serving.safetensors");
if (!File.Exists(path))
{
    double accuracy = await ModelFile.TrainAsync(path);
    Console.WriteLine(FormattableString.Invariant($"There was no model, so one was tuned: {accuracy:P1} of rows never seen are read right. It is in {path}."));
}

// Loaded before the first request, and once: a file that is of another model ends the start and not a request.
builder.Services.AddSingleton(new Reader(path, builder.Configuration.GetValue("copies", Environment.ProcessorCount)));
builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);    // not a line for each request
WebApplication app = builder.Build();

app.MapGet("/health", () => "ready");
app.MapPost("/read", AnswerAsync);
app.Run();

static async Task<IResult> AnswerAsync(IReadOnlyList<float[]> pictures, Reader reader, CancellationToken cancellation)
{
    if (pictures.Count is 0 or > 1_000 || pictures.Any(picture => picture.Length != 64 || !picture.All(float.IsFinite)))
    {
        return Results.BadRequest("Give 1 to 1,000 pictures of 64 numbers each.");
    }

    return Results.Ok(await reader.ReadAsync(pictures, cancellation));
}
