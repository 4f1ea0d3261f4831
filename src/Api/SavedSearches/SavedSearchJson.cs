using System.Text.Json.Serialization;
using EmailAgent.Api.Json;
using EmailAgent.Grains.SavedSearches;

namespace EmailAgent.Api.SavedSearches;

/// <summary>Generated readers and writers for the bodies of this feature; <see cref="ApiJson"/> collects them.</summary>
[JsonSerializable(typeof(SavedSearchRequest))]
[JsonSerializable(typeof(SavedSearchChangesRequest))]
[JsonSerializable(typeof(SavedSearch))]
[JsonSerializable(typeof(ListAnswer<ListedSavedSearch>))]
internal sealed partial class SavedSearchJson : JsonSerializerContext;
