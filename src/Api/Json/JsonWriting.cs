using System.Buffers;
using System.Text.Json;
using EmailAgent.Api.Answers;
using EmailAgent.Api.Problems;

namespace EmailAgent.Api.Json;

/// <summary>Writes JSON answers. The length is known before the first byte leaves, so answers need no chunks and small ones are not compressed.</summary>
internal static class JsonWriting
{
    public static async Task WriteAsync<T>(HttpContext context, T value, int status, string contentType)
    {
        using var buffer = new PooledBuffer();
        Serialize(buffer, value);
        if (!await RefuseAsync(context, buffer))
            await SendAsync(context, buffer, status, contentType);
    }

    /// <summary>
    /// Writes like <see cref="WriteAsync{T}"/>, with an ETag of the content, and responds with 304 if the caller has it already, for
    /// programs that keep what they read. Caches must not store it, like any other response: it would outlive the session in a browser.
    /// </summary>
    public static async Task WriteTaggedAsync<T>(HttpContext context, T value, int status, string contentType)
    {
        using var buffer = new PooledBuffer();
        Serialize(buffer, value);
        if (await RefuseAsync(context, buffer))
            return;

        var tag = TagOf(value, buffer);
        context.Response.Headers.ETag = tag;
        if (status == StatusCodes.Status200OK && HttpMethods.IsGet(context.Request.Method) && EntityTags.Match(context.Request.Headers.IfNoneMatch, tag))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        await SendAsync(context, buffer, status, contentType);
    }

    /// <summary>Writes like <see cref="WriteAsync{T}"/>, with only the selected fields of each item.</summary>
    public static async Task WriteSelectedAsync<T>(HttpContext context, T value, FieldSelection fields, int status, string contentType)
    {
        using var selected = new PooledBuffer();
        using (var whole = new PooledBuffer())
        {
            Serialize(whole, value);
            if (await RefuseAsync(context, whole))
                return;
            fields.Copy(whole.Written, selected);
        }

        await SendAsync(context, selected, status, contentType);
    }

    /// <summary>Computes the ETag that <see cref="WriteTaggedAsync{T}"/> sends with a value.</summary>
    public static string ComputeTag<T>(T value)
    {
        using var buffer = new PooledBuffer();
        Serialize(buffer, value);
        return TagOf(value, buffer);
    }

    private static string TagOf<T>(T value, PooledBuffer content) =>
        value is IStatefulAnswer answer ? EntityTags.Of(answer.DescribeState(), content.Written) : EntityTags.Of(content.Written);

    private static void Serialize<T>(IBufferWriter<byte> buffer, T value)
    {
        using var writer = new Utf8JsonWriter(buffer, ApiJson.WriterOptions);
        JsonSerializer.Serialize(writer, value, ApiJson.TypeInfo<T>());
    }

    /// <summary>Reserves the memory of a large answer: its buffer, and the value, whose texts take two bytes a character.</summary>
    /// <returns>True if the request was refused instead.</returns>
    private static async Task<bool> RefuseAsync(HttpContext context, PooledBuffer buffer)
    {
        if (buffer.Written.Length <= AnswerBudget.LargeBytes
            || context.RequestServices.GetRequiredService<AnswerBudget>().Reserve(context, buffer.Capacity + (2L * buffer.Written.Length)) is not { } refusal)
        {
            return false;
        }

        await new ProblemAnswer(refusal).ExecuteAsync(context);
        return true;
    }

    private static async Task SendAsync(HttpContext context, PooledBuffer content, int status, string contentType)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = contentType;
        response.ContentLength = content.Written.Length;
        await PacedWriting.WriteAsync(response, content.WrittenMemory, context.RequestAborted);
    }
}
