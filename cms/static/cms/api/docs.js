/* Starts Swagger UI on the API's own document. `validatorUrl` null: nothing is sent to a third party. */
SwaggerUIBundle({
  url: document.getElementById("docs").dataset.openapi,
  dom_id: "#docs",
  deepLinking: true,
  validatorUrl: null,
});
