using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using EmailAgent.Api.Parameters;
using EmailAgent.Api.Problems;
using EmailAgent.Grains;
using EmailAgent.Grains.Composition;
using EmailAgent.Grains.Templates;

namespace EmailAgent.Api.Json;

/// <summary>Binds a JSON object to the record of a request, and reports every field that does not fit instead of only the first.</summary>
internal static class BodyBinding
{
    private static readonly JsonSerializerOptions Strict = CreateStrict();

    private static readonly Refusal Malformed = Refusal.From(ApiProblemCodes.MalformedJson, "The request body is not valid JSON in UTF-8.");

    private static readonly JsonDocumentOptions Documents = new() { MaxDepth = ApiJson.MaxDepth, AllowDuplicateProperties = false };

    /// <param name="json">The whole body.</param>
    /// <param name="errors">Takes what does not fit, and what is missing; such fields are absent from the record, even where its members cannot be null.</param>
    /// <exception cref="RefusedException">The body is not a JSON object.</exception>
    public static T Bind<T>(ReadOnlyMemory<byte> json, FieldErrors errors)
        where T : class
    {
        // The reader of JSON would find it in the value of one field only, and not at all in an unknown one.
        if (!Utf8.IsValid(json.Span))
        {
            throw new RefusedException(Malformed);
        }

        var body = Read<T>(json, errors);
        RequiredFields.Check(body, errors);
        return body;
    }

    private static T Read<T>(ReadOnlyMemory<byte> json, FieldErrors errors)
        where T : class
    {
        try
        {
            if (JsonSerializer.Deserialize(json.Span, (JsonTypeInfo<T>)Strict.GetTypeInfo(typeof(T))) is { } value)
            {
                return value;
            }
        }
        catch (JsonException)
        {
            // It is examined field by field below.
        }

        try
        {
            return BindSound<T>(json, errors);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            throw new RefusedException(Malformed);
        }
    }

    private static T BindSound<T>(ReadOnlyMemory<byte> json, FieldErrors errors)
        where T : class
    {
        using var document = JsonDocument.Parse(json, Documents);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            throw new RefusedException(Refusal.From(ProblemCodes.Invalid, "The request body must be a JSON object."));
        }

        var type = ApiJson.TypeInfo<T>();
        using var sound = new PooledBuffer();
        using (var writer = new Utf8JsonWriter(sound, ApiJson.WriterOptions))
        {
            writer.WriteStartObject();
            foreach (var field in document.RootElement.EnumerateObject().Where(field => Fits(field, type, field.Name, errors)))
            {
                field.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        return JsonSerializer.Deserialize(sound.Written, type)!;
    }

    private static bool Fits(JsonProperty field, JsonTypeInfo owner, string path, FieldErrors errors)
    {
        if (errors.IsFull)
        {
            return false;
        }

        if (owner.Properties.FirstOrDefault(known => known.Name == field.Name) is { } property)
        {
            return Fits(field.Value, ApiJson.Options.GetTypeInfo(property.PropertyType), path, errors);
        }

        errors.AddUnknown(path, field.Name, [.. owner.Properties.Select(known => known.Name)]);
        return false;
    }

    private static bool Fits(JsonElement value, JsonTypeInfo type, string path, FieldErrors errors)
    {
        if (errors.IsFull)
        {
            return false; // each misfit costs an exception, and a body can have half a million
        }

        switch (type.Kind, value.ValueKind)
        {
            case (JsonTypeInfoKind.Object, JsonValueKind.Object):
                return value.EnumerateObject().Aggregate(true, (fits, field) => Fits(field, type, $"{path}.{field.Name}", errors) && fits);
            case (JsonTypeInfoKind.Enumerable, JsonValueKind.Array):
                var element = ApiJson.Options.GetTypeInfo(type.ElementType!);
                return value.EnumerateArray().Index().Aggregate(true, (fits, item) => Fits(item.Item, element, $"{path}[{item.Index}]", errors) && fits);
            case (JsonTypeInfoKind.None, _) when IsReadable(value, type):
            case (JsonTypeInfoKind.Object or JsonTypeInfoKind.Enumerable, JsonValueKind.Null):
                return true;
            default:
                errors.Add(path, Expectation(type));
                return false;
        }
    }

    private static bool IsReadable(JsonElement value, JsonTypeInfo type)
    {
        try
        {
            value.Deserialize(type);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string Expectation(JsonTypeInfo type)
    {
        var wanted = Nullable.GetUnderlyingType(type.Type) ?? type.Type;
        return type.Kind switch
        {
            JsonTypeInfoKind.Object => "Must be an object.",
            JsonTypeInfoKind.Enumerable => "Must be a list.",
            _ when wanted.IsEnum => $"Must be one of {string.Join(", ", EnumWords.Of(wanted))}.",
            _ when wanted == typeof(bool) => "Must be true or false.",
            _ when wanted == typeof(int) || wanted == typeof(long) => "Must be a whole number.",
            _ when wanted == typeof(ComposeAddress) => "Must be an address, as text or as an object with email and name.",
            _ when wanted == typeof(TemplateValues) => "Must be an object.",
            _ when wanted == typeof(DateTimeOffset) => "Must be a timestamp such as 2026-01-31T12:00:00Z.",
            _ => "Must be text.",
        };
    }

    private static JsonSerializerOptions CreateStrict()
    {
        var options = new JsonSerializerOptions(ApiJson.Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };
        options.MakeReadOnly();
        return options;
    }
}
