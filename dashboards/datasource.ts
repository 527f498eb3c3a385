/** The one data source of all panels, under an id of ours, so that dashboards find it wherever they are loaded. */
export const prometheusDatasource = { type: "prometheus", uid: "prometheus" };
