using System.Text.Json.Serialization;
using EmailAgent.Api.Json;
using EmailAgent.Grains.Categories;

namespace EmailAgent.Api.Categories;

/// <summary>Generated readers and writers for the bodies of this feature; <see cref="ApiJson"/> collects them.</summary>
[JsonSerializable(typeof(ListAnswer<CategoryCount>))]
[JsonSerializable(typeof(Unsubscription))]
[JsonSerializable(typeof(SenderArchiving))]
internal sealed partial class CategoryJson : JsonSerializerContext;
