using Microsoft.AspNetCore.Http;
using Trivium.Documents.Batches;
using Trivium.Documents.Reading;
using Trivium.Documents.Writing;
using Trivium.Express;
using Trivium.Tenancy;

namespace Trivium.Documents;

/// <summary>Maps the document routes.</summary>
internal static class DocumentRoutes
{
    public static void Map(ExpressApp app)
    {
        app.Post("/v1/documents:batch", BatchRoutes.PostAsync)
            .Needs(RouteAccess.Writer).WithSummary("Takes many documents in, a line each.");
        app.Group("/v1/documents", MapDocuments);
    }

    private static void MapDocuments(ExpressRouter documents)
    {
        documents.Post("", DocumentWriteRoutes.PostAsync).Needs(RouteAccess.Writer).WithSummary("Takes a document in.");
        documents.Put("/{documentId}", DocumentWriteRoutes.PutAsync)
            .Needs(RouteAccess.Writer).WithSummary("Takes a document in under an id.");
        documents.Delete("/{documentId}", DocumentWriteRoutes.DeleteAsync)
            .Needs(RouteAccess.Writer).WithSummary("Removes a document.");
        documents.Get("", DocumentReadRoutes.ListAsync).Needs(RouteAccess.Reader).WithSummary("Lists documents.");
        documents.Get("/{documentId}", DocumentReadRoutes.GetAsync)
            .Needs(RouteAccess.Reader).WithSummary("A document and what it was turned into.");
        documents.Get("/{documentId}/content", DocumentReadRoutes.ContentAsync)
            .Needs(RouteAccess.Reader).WithSummary("A document's source, byte for byte.");
        documents.Get("/{documentId}/chunks", DocumentReadRoutes.ChunksAsync)
            .Needs(RouteAccess.Reader).WithSummary("A document's chunks.");
        documents.Get("/{documentId}/rows", DocumentReadRoutes.RowsAsync)
            .Needs(RouteAccess.Reader).WithSummary("A document's rows in a table.");
    }
}
