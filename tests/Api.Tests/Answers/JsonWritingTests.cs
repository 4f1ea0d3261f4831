using EmailAgent.Api.Answers;
using EmailAgent.Api.Health;
using EmailAgent.Api.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EmailAgent.Api.Tests.Answers;

public sealed class JsonWritingTests
{
    private const int Characters = 1 << 20;

    private readonly AnswerBudget _budget = new(Options.Create(new AnswerOptions { BytesPerUser = 8 << 20, BytesPerProcess = 16 << 20 }));

    [Fact]
    public async Task LargeAnswer_ReservesItsValueAndItsBuffer()
    {
        var context = Context();
        await JsonWriting.WriteAsync(context, Value(), 200, "application/json");
        Assert.Equal(200, context.Response.StatusCode);
        Assert.InRange(_budget.Held, 3 * Characters, 6 * Characters);
    }

    [Fact]
    public async Task LargeAnswer_BeyondTheBudget_IsRefusedWithoutATag()
    {
        await JsonWriting.WriteTaggedAsync(Context(), Value(), 200, "application/json");
        await JsonWriting.WriteTaggedAsync(Context(), Value(), 200, "application/json");
        var context = Context();
        await JsonWriting.WriteTaggedAsync(context, Value(), 200, "application/json");
        Assert.Equal((429, 0), (context.Response.StatusCode, context.Response.Headers.ETag.Count));
    }

    [Fact]
    public async Task SmallAnswer_IsNotCounted()
    {
        await JsonWriting.WriteAsync(Context(), new HealthAnswer("ok", "1"), 200, "application/json");
        Assert.Equal(0, _budget.Held);
    }

    private static HealthAnswer Value() => new("ok", new string((char)120, Characters));

    private DefaultHttpContext Context()
    {
        var context = new DefaultHttpContext { RequestServices = new ServiceCollection().AddSingleton(_budget).BuildServiceProvider(), Response = { Body = Stream.Null } };
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(Stream.Null));
        return context;
    }
}
